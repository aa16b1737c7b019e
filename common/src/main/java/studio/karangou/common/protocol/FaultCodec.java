package studio.karangou.common.protocol;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.protocol.FaultReport.SystemFamily;

/// A fault report as CBOR: `[code, [causes…], [frames…], version, system, profile, count]`.
final class FaultCodec {
    private FaultCodec() {}

    static void write(CBORGenerator cbor, FaultReport report) throws IOException {
        cbor.writeStartArray(null, 7);
        cbor.writeString(report.code());
        write(cbor, report.causes());
        write(cbor, report.frames());
        cbor.writeString(report.version());
        cbor.writeNumber(code(report.system()));
        cbor.writeNumber(code(report.profile()));
        cbor.writeNumber(report.count());
        cbor.writeEndArray();
    }

    /// The array was begun; its end is left to the caller.
    static FaultReport read(CborReader cbor) throws IOException {
        return new FaultReport(
                cbor.text(),
                texts(cbor, Limits.FAULT_CAUSES),
                texts(cbor, Limits.FAULT_FRAMES),
                cbor.text(),
                system(cbor.integer(0, 255)),
                profile(cbor.integer(0, 255)),
                cbor.integer(1, Limits.FAULT_COUNT));
    }

    private static void write(CBORGenerator cbor, List<String> texts) throws IOException {
        cbor.writeStartArray(null, texts.size());
        for (String text : texts) {
            cbor.writeString(text);
        }
        cbor.writeEndArray();
    }

    private static List<String> texts(CborReader cbor, int most) throws IOException {
        cbor.startArray();
        List<String> texts = new ArrayList<>();
        for (String text = cbor.textOrEnd(); text != null; text = cbor.textOrEnd()) {
            if (texts.size() == most) {
                throw cbor.malformed();
            }
            texts.add(text);
        }
        return texts;
    }

    private static int code(SystemFamily system) {
        return switch (system) {
            case OTHER -> 0;
            case LINUX -> 1;
            case WINDOWS -> 2;
            case MACOS -> 3;
        };
    }

    /// One that a later version knows is no reason to lose the report.
    private static SystemFamily system(int code) {
        return switch (code) {
            case 1 -> SystemFamily.LINUX;
            case 2 -> SystemFamily.WINDOWS;
            case 3 -> SystemFamily.MACOS;
            default -> SystemFamily.OTHER;
        };
    }

    private static int code(DeviceProfile profile) {
        return switch (profile) {
            case LIEU -> 1;
            case BORNE -> 2;
            case STUDIO -> 3;
        };
    }

    private static DeviceProfile profile(int code) {
        return switch (code) {
            case 1 -> DeviceProfile.LIEU;
            case 2 -> DeviceProfile.BORNE;
            case 3 -> DeviceProfile.STUDIO;
            default -> throw new ProtocolFailure.Malformed("profile").asException();
        };
    }
}
