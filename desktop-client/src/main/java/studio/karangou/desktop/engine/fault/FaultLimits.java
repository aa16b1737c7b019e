package studio.karangou.desktop.engine.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.karangou.common.protocol.FaultReport;

/// How often the journal hears of faults: the same place once an hour, with how often it happened since; a few
/// reports a day. A program that fails in a loop, or at each start, costs no more than one that fails once an
/// hour.
final class FaultLimits {
    /// Reports in a day (UTC).
    static final int A_DAY = 10;
    /// Between two reports of one place.
    static final Duration AGAIN = Duration.ofHours(1);
    /// Places that are remembered at a time.
    static final int REMEMBERED = 20;

    private final Map<String, Instant> told = new LinkedHashMap<>();
    private final Map<String, FaultReport> waiting = new LinkedHashMap<>();
    private LocalDate day = LocalDate.EPOCH;
    private int today;

    /// What was told before, as [#written] put it; what cannot be read is forgotten.
    static FaultLimits read(String written) {
        FaultLimits limits = new FaultLimits();
        try {
            for (String line : written.lines().toList()) {
                String[] parts = line.split(" ", -1);
                if (parts.length == 3) {
                    limits.day = LocalDate.parse(parts[1]);
                    limits.today = Integer.parseInt(parts[2]);
                } else if (parts.length == 2 && limits.told.size() < REMEMBERED) {
                    limits.told.put(parts[0], Instant.parse(parts[1]));
                }
            }
        } catch (DateTimeParseException | NumberFormatException e) {
            return new FaultLimits();
        }
        return limits;
    }

    /// What to remember until the next start: less than 2000 characters.
    String written() {
        StringBuilder text = new StringBuilder("day " + day + " " + today);
        told.forEach((place, at) -> text.append('\n').append(place).append(' ').append(at));
        return text.toString();
    }

    /// Takes note of a fault.
    ///
    /// @return what to tell now, with how often it happened since it was told last; empty if it has to wait
    Optional<FaultReport> happened(FaultReport report, Instant now) {
        String place = report.fingerprint();
        if (!waiting.containsKey(place) && waiting.size() >= REMEMBERED) {
            return Optional.empty();
        }
        waiting.merge(place, report, (before, again) -> again.counted(before.count() + again.count()));
        return mayTell(place, now) ? Optional.of(tell(place, now)) : Optional.empty();
    }

    /// What waited until now.
    List<FaultReport> due(Instant now) {
        List<FaultReport> due = new ArrayList<>();
        for (String place : List.copyOf(waiting.keySet())) {
            if (mayTell(place, now)) {
                due.add(tell(place, now));
            }
        }
        return due;
    }

    /// Nothing waits any more.
    void forget() {
        waiting.clear();
    }

    private boolean mayTell(String place, Instant now) {
        LocalDate date = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!date.equals(day)) {
            day = date;
            today = 0;
        }
        Instant last = told.getOrDefault(place, Instant.EPOCH);
        // one that lies ahead was written by a clock that was wrong
        boolean lately = !last.isAfter(now) && Duration.between(last, now).compareTo(AGAIN) < 0;
        return today < A_DAY && !lately;
    }

    private FaultReport tell(String place, Instant now) {
        today++;
        told.remove(place);
        told.put(place, now);
        if (told.size() > REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        FaultReport report = waiting.remove(place);
        if (report == null) {
            throw new IllegalStateException("asked for what waits only");
        }
        return report;
    }
}
