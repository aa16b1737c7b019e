package studio.karangou.desktop.feature.contribution;

import java.text.BreakIterator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectState;
import studio.karangou.desktop.ui.Formats;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.ProgressLine;
import studio.karangou.desktop.ui.controls.Tone;

/// Says projects and contributions in words.
final class ProjectWords {
    /// What three lines of a kiosk have room for.
    private static final int OPENING_CHARS = 135;

    private final Texts texts;
    private final Formats formats;

    ProjectWords(Texts texts) {
        this.texts = texts;
        this.formats = texts.formats();
    }

    Label stage(ProjectState state) {
        return switch (state) {
            case DRAFT -> Labels.tag(texts.of("project.draft"), Tone.NEUTRAL);
            case SUBMITTED -> Labels.tag(texts.of("project.submitted"), Tone.NEUTRAL);
            case APPROVED -> Labels.tag(texts.of("project.approved"), Tone.WAIT);
            case REJECTED -> Labels.tag(texts.of("project.rejected"), Tone.BAD);
            case OPEN -> Labels.tag(texts.of("project.open"), Tone.OK);
            case FUNDED -> Labels.tag(texts.of("project.funded"), Tone.OK);
            case FAILED -> Labels.tag(texts.of("project.failed"), Tone.BAD);
            case CLOSED -> Labels.tag(texts.of("project.closed"), Tone.NEUTRAL);
        };
    }

    /// The first sentences of a pitch that have room where there is little; of one that begins with a long
    /// sentence all, for the label to cut.
    String opening(String pitch) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.FRENCH);
        sentences.setText(pitch);
        int end = 0;
        for (int next = sentences.next();
                next != BreakIterator.DONE && next <= OPENING_CHARS;
                next = sentences.next()) {
            end = next;
        }
        return end == 0 ? pitch : pitch.substring(0, end).strip();
    }

    /// What a stage means for someone who would contribute.
    String stageExplained(ProjectState state) {
        return texts.of(
                switch (state) {
                    case DRAFT, SUBMITTED -> "project.not-yet";
                    case APPROVED -> "project.soon";
                    case REJECTED -> "project.rejected-why";
                    case OPEN -> "project.open-why";
                    case FUNDED -> "project.funded-why";
                    case FAILED -> "project.failed-why";
                    case CLOSED -> "project.closed-why";
                });
    }

    String mode(FundingMode mode) {
        return texts.of(
                switch (mode) {
                    case ALL_OR_NOTHING -> "mode.all-or-nothing";
                    case FLEXIBLE -> "mode.flexible";
                });
    }

    String modeExplained(FundingMode mode) {
        return texts.of(
                switch (mode) {
                    case ALL_OR_NOTHING -> "mode.all-or-nothing-why";
                    case FLEXIBLE -> "mode.flexible-why";
                });
    }

    /// `3 120 000 sur 5 000 000 F CFA`, what is collected in bold.
    HBox collected(Project project) {
        Label collected = Labels.strong(formats.amount(project.collected()));
        collected.getStyleClass().add("collected");
        HBox line = new HBox(4, collected, Labels.muted(texts.of("project.of-goal", formats.money(project.goal()))));
        line.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
        return line;
    }

    ProgressLine progress(Project project) {
        return new ProgressLine(
                ProgressLine.Kind.MONEY,
                project.percent() / 100.0,
                texts.of(
                        "project.progress",
                        formats.percent(project.percent()),
                        formats.money(project.collected()),
                        formats.money(project.goal())));
    }

    /// `18 jours`, empty when there is no day to wait for.
    Optional<String> daysLeft(Project project, Instant now) {
        LocalDate deadline = project.deadline();
        if (deadline == null || !project.state().acceptsContributions()) {
            return Optional.empty();
        }
        long days = ChronoUnit.DAYS.between(today(now), deadline);
        return Optional.of(days < 0 ? texts.of("project.deadline-passed") : texts.of("project.days-left", days));
    }

    /// The day by which deadlines are counted, as in [Project#accepts(Instant)].
    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /// `18 j`, for where there is little room.
    Optional<String> daysLeftShort(Project project, Instant now) {
        LocalDate deadline = project.deadline();
        if (deadline == null || !project.state().acceptsContributions()) {
            return Optional.empty();
        }
        long days = ChronoUnit.DAYS.between(today(now), deadline);
        return Optional.of(texts.of("project.days-left-short", Math.max(0, days)));
    }

    String contributors(Project project) {
        return texts.of("project.contributors", project.contributors());
    }

    /// How a contribution stands.
    Label state(RecordedContribution contribution) {
        @Nullable ContributionState state = contribution.state();
        if (state == null) {
            return contribution.isSetAside()
                    ? Labels.tag(texts.of("contribution.set-aside"), Tone.BAD)
                    : Labels.tag(texts.of("contribution.waiting"), Tone.WAIT);
        }
        return switch (state) {
            case PLEDGED, AWAITING_PAYMENT -> Labels.tag(unpaid(contribution), Tone.WAIT);
            case CONFIRMED -> Labels.tag(texts.of("contribution.confirmed"), Tone.OK);
            case EXPIRED -> Labels.tag(texts.of("contribution.expired"), Tone.BAD);
            case CANCELLED -> Labels.tag(texts.of("contribution.cancelled"), Tone.NEUTRAL);
            case REFUNDED -> Labels.tag(texts.of("contribution.refunded"), Tone.NEUTRAL);
        };
    }

    private String unpaid(RecordedContribution contribution) {
        Instant expires = contribution.made().voucherExpires();
        return expires == null
                ? texts.of("contribution.to-hand-in")
                : texts.of("contribution.to-pay-by", formats.shortDay(VoucherQr.lastDay(expires)));
    }

    String method(RecordedContribution contribution) {
        return texts.of(
                switch (contribution.made().method()) {
                    case VOUCHER -> "method.voucher-short";
                    case CASH -> "method.cash-short";
                });
    }
}
