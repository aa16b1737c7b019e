package studio.karangou.desktop.ui;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Sentences;

/// How amounts, sizes and times are written in one language. Patterns come from the message bundles, so a
/// language pack brings its own; digits are grouped as the language does (U+202F in French).
public final class Formats {
    private static final long KILO = 1_000;
    private static final long MEGA = 1_000_000;
    private static final long GIGA = 1_000_000_000;

    private final Sentences sentences;
    private final Locale locale;
    private final ZoneId zone;

    Formats(Sentences sentences, ZoneId zone) {
        this.sentences = sentences;
        this.locale = sentences.locale();
        this.zone = zone;
    }

    /// `3 120 000 F CFA`, `20 €`.
    public String money(Money amount) {
        return sentences.text(key(amount.currency()), amount(amount));
    }

    /// An amount without its currency: `3 120 000`.
    public String amount(Money amount) {
        int decimals = amount.currency().decimals();
        double value = amount.units() / Math.pow(10, decimals);
        boolean whole = value == Math.rint(value);
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(whole ? 0 : decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(value);
    }

    /// How a currency is called beside amounts: `F CFA`, `€`.
    public String currency(Money.Currency currency) {
        return sentences.text(
                switch (currency) {
                    case XOF -> "format.currency.xof";
                    case EUR -> "format.currency.eur";
                });
    }

    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /// @param percent whole percent
    public String percent(int percent) {
        return sentences.text("format.percent", number(percent));
    }

    /// `1 h 42`, `52 min`, `12 s`: how long something lasts.
    public String duration(Duration duration) {
        long minutes = Math.round(duration.toSeconds() / 60.0);
        if (duration.toSeconds() < 60) {
            return sentences.text("format.seconds", number(Math.max(0, duration.toSeconds())));
        }
        if (minutes < 60) {
            return sentences.text("format.minutes", number(minutes));
        }
        if (minutes < 48 * 60) {
            return minutes % 60 == 0
                    ? sentences.text("format.hours", number(minutes / 60))
                    : sentences.text(
                            "format.hours-minutes", number(minutes / 60), String.format(locale, "%02d", minutes % 60));
        }
        return sentences.text("format.days", minutes / (24 * 60));
    }

    /// `4,3`: a number with one decimal.
    public String tenths(double value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(value);
    }

    /// `4,2 Go`: bytes in decimal units.
    public String bytes(long bytes) {
        if (bytes >= GIGA) {
            return sentences.text("format.gigabytes", inUnits(bytes, GIGA));
        }
        if (bytes >= MEGA) {
            return sentences.text("format.megabytes", inUnits(bytes, MEGA));
        }
        return sentences.text("format.kilobytes", inUnits(bytes, KILO));
    }

    /// `4,2 / 20 Go`, `14 Mo / 20 Go`; the first alone when there is no limit.
    public String bytesOf(long used, long allowed) {
        if (allowed <= 0) {
            return bytes(used);
        }
        long unit = unitOf(allowed);
        // less than a tenth of the larger unit would be told as nothing
        boolean sameUnit = used == 0 || used >= unit / 10;
        return sentences.text("format.bytes-of", sameUnit ? inUnits(used, unit) : bytes(used), bytes(allowed));
    }

    /// `1,2 Mo/s`.
    public String rate(long bytesPerSecond) {
        return sentences.text("format.per-second", bytes(bytesPerSecond));
    }

    /// `il y a 2 h 14`; a time in the future is told as now.
    public String ago(Instant then, Instant now) {
        Duration elapsed = Duration.between(then, now);
        return elapsed.toMinutes() < 1
                ? sentences.text("format.just-now")
                : sentences.text("format.ago", duration(elapsed));
    }

    /// `29 novembre`.
    public String day(LocalDate day) {
        return pattern("format.pattern.day").format(day);
    }

    /// The day of a moment, where this device is.
    public String day(Instant moment) {
        return day(LocalDate.ofInstant(moment, zone));
    }

    /// `29 nov.`.
    public String shortDay(LocalDate day) {
        return pattern("format.pattern.short-day").format(day);
    }

    /// `22 nov. 2026, 14 h 05`.
    public String moment(Instant moment) {
        return pattern("format.pattern.moment").format(moment.atZone(zone));
    }

    private DateTimeFormatter pattern(String key) {
        return DateTimeFormatter.ofPattern(sentences.text(key), locale);
    }

    private static long unitOf(long bytes) {
        return bytes >= GIGA ? GIGA : bytes >= MEGA ? MEGA : KILO;
    }

    private String inUnits(long bytes, long unit) {
        double value = (double) bytes / unit;
        String digits = value < 10 ? "0.#" : "0";
        return new DecimalFormat(digits, DecimalFormatSymbols.getInstance(locale)).format(value);
    }

    private static String key(Money.Currency currency) {
        return switch (currency) {
            case XOF -> "format.money.xof";
            case EUR -> "format.money.eur";
        };
    }
}
