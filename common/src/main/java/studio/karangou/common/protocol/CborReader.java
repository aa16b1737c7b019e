package studio.karangou.common.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;

/// Reads CBOR (RFC 8949) field by field; whatever is not as expected is [ProtocolFailure.Malformed].
final class CborReader implements AutoCloseable {
    /// One factory for reading and writing; Jackson checks these constraints before it allocates.
    static final CBORFactory FACTORY = CBORFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(Limits.DOCUMENT_BYTES)
                    .maxDocumentLength(Limits.DOCUMENT_BYTES * 2L)
                    .build())
            .build();

    private final String what;
    private final JsonParser parser;

    CborReader(String what, byte[] bytes) throws IOException {
        this.what = what;
        parser = FACTORY.createParser(bytes);
    }

    /// Runs a reading; every way in which bytes can be wrong becomes one failure.
    static <T> T read(String what, byte[] bytes, Reading<T> reading) {
        try (CborReader reader = new CborReader(what, bytes)) {
            T value = reading.read(reader);
            if (reader.parser.nextToken() != null) {
                throw reader.malformed();
            }
            return value;
        } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new FailureException(new ProtocolFailure.Malformed(what), e);
        }
    }

    /// One pass over the bytes.
    @FunctionalInterface
    interface Reading<T> {
        T read(CborReader reader) throws IOException;
    }

    void startArray() throws IOException {
        expect(parser.nextToken() == JsonToken.START_ARRAY);
    }

    void endArray() throws IOException {
        expect(parser.nextToken() == JsonToken.END_ARRAY);
    }

    /// Skips fields that a later version added at the end.
    void skipToEndOfArray() throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken() != null);
            parser.skipChildren();
        }
    }

    /// Whether the array has one more field and it is true; reads to the array's end, as [#skipToEndOfArray].
    boolean trueAtEndOfArray() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return false;
        }
        expect(token != null);
        parser.skipChildren();
        skipToEndOfArray();
        return token == JsonToken.VALUE_TRUE;
    }

    long integer() throws IOException {
        expect(parser.nextToken() == JsonToken.VALUE_NUMBER_INT);
        return parser.getLongValue();
    }

    int integer(int least, int most) throws IOException {
        long value = integer();
        expect(value >= least && value <= most);
        return (int) value;
    }

    boolean bool() throws IOException {
        JsonToken token = parser.nextToken();
        expect(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE);
        return token == JsonToken.VALUE_TRUE;
    }

    byte[] bytes() throws IOException {
        expect(parser.nextToken() == JsonToken.VALUE_EMBEDDED_OBJECT);
        return parser.getBinaryValue();
    }

    byte @Nullable [] bytesOrNull() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(token == JsonToken.VALUE_EMBEDDED_OBJECT);
        return parser.getBinaryValue();
    }

    @Nullable
    String textOrNull() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(token == JsonToken.VALUE_STRING);
        return parser.getText();
    }

    String text() throws IOException {
        String text = textOrNull();
        if (text == null) {
            throw malformed();
        }
        return text;
    }

    /// The next text of an array, null at its end.
    @Nullable
    String textOrEnd() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return null;
        }
        expect(token == JsonToken.VALUE_STRING);
        return parser.getText();
    }

    /// The next bytes of an array, null at its end.
    byte @Nullable [] bytesOrEnd() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return null;
        }
        expect(token == JsonToken.VALUE_EMBEDDED_OBJECT);
        return parser.getBinaryValue();
    }

    @Nullable
    Long integerOrNull() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(token == JsonToken.VALUE_NUMBER_INT);
        return parser.getLongValue();
    }

    FailureException malformed() {
        return new ProtocolFailure.Malformed(what).asException();
    }

    private void expect(boolean condition) {
        if (!condition) {
            throw malformed();
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
