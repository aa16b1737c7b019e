package studio.karangou.desktop.ui.controls;

import javafx.beans.property.StringProperty;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.VenueForm;
import studio.karangou.desktop.ui.View;

/// The lines of a venue: its name, where it is, how many fit in.
public final class VenueFields extends View {
    private static final double WIDTH = 420;

    private final Texts texts;
    private final Field first;
    private final VBox box;

    public VenueFields(VenueForm form, Texts texts) {
        this.texts = texts;
        first = field("venue-name", "health.venue-name", form.name());
        box = new VBox(
                14,
                first.node(),
                field("venue-place", "health.venue-place", form.place()).node(),
                field("venue-country", "health.venue-country", form.country()).node(),
                field("venue-capacity", "health.venue-capacity", form.capacity())
                        .node());
    }

    private Field field(String id, String key, StringProperty value) {
        Field field = part(Field.text(id, texts.of(key), "", value));
        field.input().setMaxWidth(WIDTH);
        return field;
    }

    @Override
    public Parent node() {
        return box;
    }

    @Override
    public void focus() {
        first.focus();
    }
}
