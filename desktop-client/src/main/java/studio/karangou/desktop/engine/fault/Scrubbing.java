package studio.karangou.desktop.engine.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.FaultReport.SystemFamily;
import studio.karangou.common.protocol.Limits;

/// Makes a report of an exception: classes and our own places. Nothing else of it is ever looked at; its messages may
/// hold names, addresses, paths and amounts.
///
/// @param version of the program
/// @param system of this machine
record Scrubbing(String version, SystemFamily system) {
    /// For this machine.
    ///
    /// @param version as packaged; one that cannot be a version is told as `0`
    static Scrubbing here(String version) {
        boolean fits = version.length() <= Limits.FAULT_VERSION_CHARS && version.matches("[0-9][0-9A-Za-z.+-]*");
        return new Scrubbing(fits ? version : "0", family(System.getProperty("os.name", "")));
    }

    private static SystemFamily family(String name) {
        String system = name.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return SystemFamily.WINDOWS;
        }
        if (system.startsWith("mac")) {
            return SystemFamily.MACOS;
        }
        return system.startsWith("linux") ? SystemFamily.LINUX : SystemFamily.OTHER;
    }

    /// What may be told of it.
    ///
    /// @param profile of the device
    FaultReport report(Throwable fault, DeviceProfile profile) {
        List<Throwable> chain = chain(fault);
        List<String> causes = chain.stream()
                .map(one -> one.getClass().getName())
                .map(name -> FaultReport.isCause(name) ? name : FaultReport.OTHER)
                .toList();
        return new FaultReport(code(chain), causes, frames(chain), version, system, profile, 1).scrubbed();
    }

    private static List<Throwable> chain(Throwable fault) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> chain = new ArrayList<>();
        @Nullable Throwable next = fault;
        while (next != null && chain.size() < Limits.FAULT_CAUSES && seen.add(next)) {
            chain.add(next);
            next = next.getCause();
        }
        return chain;
    }

    private static String code(List<Throwable> chain) {
        return chain.stream()
                .filter(FailureException.class::isInstance)
                .map(FailureException.class::cast)
                .map(failed -> failed.failure().code())
                .filter(FaultReport::isCode)
                .findFirst()
                .orElse(FaultReport.UNEXPECTED);
    }

    /// The innermost cause first: there it happened.
    private static List<String> frames(List<Throwable> chain) {
        Set<String> frames = new LinkedHashSet<>();
        for (Throwable one : chain.reversed()) {
            for (StackTraceElement element : one.getStackTrace()) {
                String frame = element.getClassName() + "." + element.getMethodName() + ":"
                        + Math.max(0, element.getLineNumber());
                if (frames.size() < Limits.FAULT_FRAMES && FaultReport.isFrame(frame)) {
                    frames.add(frame);
                }
            }
        }
        return List.copyOf(frames);
    }
}
