package studio.karangou.server.feature.people;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import studio.karangou.common.model.ContentAddress;

/// The few pages that a browser shows: no scripts, nothing fetched, one style sheet inside.
final class LinkPages {
    private static final String STYLE = "body{background:#1c130c;color:#f6efe6;font:18px/1.5 sans-serif;margin:0}"
            + "main{max-width:30em;margin:10vh auto;padding:0 1.5em}h1{border-top:8px solid #c8742b;padding-top:1em}"
            + "button,input{font:inherit;padding:.8em 1.2em;border-radius:8px;border:2px solid #c8742b;min-height:64px;"
            + "box-sizing:border-box;width:100%;margin:.4em 0}button{background:#c8742b;color:#1c130c;font-weight:bold}"
            + ".trouble{color:#ffb4a0}";

    /// The page's own style and a form to the page itself; nothing else.
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder()
                    .encodeToString(ContentAddress.newDigest().digest(STYLE.getBytes(StandardCharsets.UTF_8)))
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String PAGE = """
            <!doctype html>
            <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>Karangou</title><style>%s</style></head>
            <body><main><h1>Karangou</h1><p>%s</p>%s</main></body></html>
            """;

    private LinkPages() {}

    static String page(Locale language, String words, String rest) {
        return PAGE.formatted(language.toLanguageTag(), STYLE, escape(words), rest);
    }

    /// @param autocomplete `new-password`, or `current-password` for one that was chosen before
    static String passwordForm(String field, String autocomplete, String label) {
        return "<form method=\"post\"><label>" + escape(field)
                + "<input type=\"password\" name=\"password\" autocomplete=\"" + autocomplete
                + "\" required></label><button>" + escape(label) + "</button></form>";
    }

    static String trouble(String words) {
        return "<p class=\"trouble\">" + escape(words) + "</p>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
