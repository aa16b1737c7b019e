package studio.karangou.desktop.ui.controls;

/// How good the news is that a colour tells; the words beside it tell it too.
public enum Tone {
    OK("ok"),
    WAIT("wait"),
    BAD("bad"),
    NEUTRAL("neutral");

    private final String styleClass;

    Tone(String styleClass) {
        this.styleClass = styleClass;
    }

    public String styleClass() {
        return styleClass;
    }
}
