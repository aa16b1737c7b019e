package studio.karangou.server.post;

import java.util.Locale;
import studio.karangou.common.model.Sentences;

/// Puts letters in words: French or English; text for every reader, HTML for those that show it.
final class LetterWriter {
    private static final String BUNDLE = "studio.karangou.server.messages";
    /// Tables and inline styles: mail programs know little else. No picture, nothing that is fetched.
    private static final String PAGE = """
            <!doctype html>
            <html lang="%s"><head><meta charset="utf-8"><title>%s</title></head>
            <body style="margin:0;background:#f6efe6;color:#2b1d12;font-family:sans-serif;font-size:16px;line-height:1.5">
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px">
            <table role="presentation" width="520" cellpadding="0" cellspacing="0" style="max-width:520px;background:#ffffff">
            <tr><td style="height:8px;background:#c8742b"></td></tr>
            <tr><td style="padding:24px 32px"><p style="font-size:20px;font-weight:bold;margin:0 0 16px">Karangou</p>
            %s</td></tr></table></td></tr></table></body></html>
            """;

    private final Sentences french = new Sentences(Locale.FRENCH, BUNDLE);
    private final Sentences english = new Sentences(Locale.ENGLISH, BUNDLE);

    RenderedLetter write(Letter letter) {
        Sentences sentences = "en".equals(letter.language().tag().split("-", -1)[0]) ? english : french;
        String key = "letter." + letter.kind().code();
        String subject = sentences.text(key + ".subject");
        if (letter.channel() == Letter.Channel.SMS) {
            String text = sentences.text(key + ".sms", letter.code() == null ? "" : letter.code());
            return new RenderedLetter(letter.to(), sentences.locale(), subject, text, text, letter.expires());
        }
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder();
        paragraph(sentences.text(key + ".body"), text, html);
        if (letter.code() != null) {
            text.append("    ").append(letter.code()).append("\n\n");
            html.append("<p style=\"font-size:28px;letter-spacing:3px;font-weight:bold;margin:16px 0\">")
                    .append(escape(letter.code()))
                    .append("</p>\n");
        }
        if (letter.link() != null) {
            String label = sentences.text(keyOf(letter, "link"));
            text.append(label).append('\n').append(letter.link()).append("\n\n");
            html.append("<p><a style=\"color:#8a3f0f\" href=\"")
                    .append(escape(letter.link()))
                    .append("\">")
                    .append(escape(label))
                    .append("</a></p>\n");
        }
        paragraph(sentences.text(letter.code() == null ? "letter.if-not-you" : keyOf(letter, "code-life")), text, html);
        paragraph(sentences.text("letter.closing"), text, html);
        String page = PAGE.formatted(sentences.locale().toLanguageTag(), escape(subject), html);
        return new RenderedLetter(letter.to(), sentences.locale(), subject, text.toString(), page, letter.expires());
    }

    /// Somebody else may have asked for an account with this address: those letters say more.
    private static String keyOf(Letter letter, String what) {
        return letter.kind() == Letter.Kind.REGISTRATION ? "letter.registration." + what : "letter." + what;
    }

    private static void paragraph(String words, StringBuilder text, StringBuilder html) {
        text.append(words).append("\n\n");
        html.append("<p>").append(escape(words)).append("</p>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
