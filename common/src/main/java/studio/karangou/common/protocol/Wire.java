package studio.karangou.common.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.LicenceId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.model.VoucherCode;

/// The two mappers for records that travel: JSON for the public interface, CBOR for devices.
/// Ids, addresses and codes are text; times are ISO 8601; unknown fields of a later version are skipped.
public final class Wire {
    private static final JsonMapper JSON = configure(JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .addModule(types())
            .addModule(new JavaTimeModule())
            .build());
    private static final ObjectMapper CBOR = configure(CBORMapper.builder(CborReader.FACTORY)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .addModule(types())
            .addModule(new JavaTimeModule())
            .build());

    private Wire() {}

    public static ObjectMapper json() {
        return JSON;
    }

    public static ObjectMapper cbor() {
        return CBOR;
    }

    /// A record as JSON.
    public static byte[] toJson(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a record of ours can be written", e);
        }
    }

    /// A record as CBOR.
    public static byte[] toCbor(Object value) {
        try {
            return CBOR.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a record of ours can be written", e);
        }
    }

    /// A record from CBOR.
    ///
    /// @param what its name in a failure
    /// @throws FailureException with [ProtocolFailure.TooLarge] or [ProtocolFailure.Malformed]
    public static <T> T fromCbor(String what, byte[] encoded, Class<T> type) {
        if (encoded.length > Limits.DOCUMENT_BYTES) {
            throw new ProtocolFailure.TooLarge(what, encoded.length, Limits.DOCUMENT_BYTES).asException();
        }
        try {
            T value = CBOR.readValue(encoded, type);
            if (value == null) {
                throw new ProtocolFailure.Malformed(what).asException();
            }
            return value;
        } catch (IOException e) {
            throw new FailureException(new ProtocolFailure.Malformed(what), e);
        }
    }

    private static <M extends ObjectMapper> M configure(M mapper) {
        mapper.disable(
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.enable(
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        return mapper;
    }

    private static SimpleModule types() {
        SimpleModule module = new SimpleModule("karangou");
        text(module, FilmId.class, FilmId::parse);
        text(module, ProjectId.class, ProjectId::parse);
        text(module, DeviceId.class, DeviceId::parse);
        text(module, VenueId.class, VenueId::parse);
        text(module, PersonId.class, PersonId::parse);
        text(module, OperationId.class, OperationId::parse);
        text(module, LicenceId.class, LicenceId::parse);
        text(module, ContentAddress.class, ContentAddress::new);
        text(module, LanguageTag.class, LanguageTag::new);
        text(module, CountryCode.class, CountryCode::new);
        text(module, VoucherCode.class, VoucherCode::parse);
        module.addSerializer(Bytes.class, new BytesSerializer());
        module.addDeserializer(Bytes.class, new BytesDeserializer());
        return module;
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
        module.addSerializer(type, ToStringSerializer.instance);
        module.addDeserializer(type, new TextDeserializer<>(type, parse));
    }

    private static final class TextDeserializer<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Function<String, T> parse;

        TextDeserializer(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString();
            try {
                return parse.apply(text == null ? "" : text);
            } catch (IllegalArgumentException e) {
                throw context.weirdStringException(text, handledType(), e.getMessage());
            }
        }
    }

    private static final class BytesSerializer extends StdSerializer<Bytes> {
        private static final long serialVersionUID = 1L;

        BytesSerializer() {
            super(Bytes.class);
        }

        @Override
        public void serialize(Bytes value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeBinary(value.toArray());
        }
    }

    private static final class BytesDeserializer extends StdDeserializer<Bytes> {
        private static final long serialVersionUID = 1L;

        BytesDeserializer() {
            super(Bytes.class);
        }

        @Override
        public Bytes deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Bytes.of(parser.getBinaryValue());
        }
    }
}
