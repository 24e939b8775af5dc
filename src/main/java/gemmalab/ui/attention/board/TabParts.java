package gemmalab.ui.attention.board;

import gemmalab.text.Language;
import gemmalab.ui.common.Texts;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** What the views of a text share: the sentence under a board, and choices in words. */
public final class TabParts {

  private TabParts() {}

  /** The words of a board's cursor. */
  public static Label reading(String id, PictureView board) {
    Label reading = new Label();
    reading.setId(id);
    reading.setWrapText(true);
    reading.setMinHeight(Region.USE_PREF_SIZE);
    reading.textProperty().bind(board.reading());
    return reading;
  }

  /** A choice whose entries are named by the texts under a key. */
  public static <E extends Enum<E>> ComboBox<E> choice(
      String id, ObjectProperty<E> value, E[] all, String key, Texts texts) {
    ComboBox<E> box = new ComboBox<>();
    box.setId(id);
    box.getItems().addAll(all);
    box.valueProperty().bindBidirectional(value);
    box.accessibleTextProperty().bind(texts.text(key));
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(texts.text(key + ".help"));
    box.setTooltip(tooltip);
    box.setCellFactory(list -> new NamedCell<>(key, texts));
    box.setButtonCell(new NamedCell<>(key, texts));
    return box;
  }

  private static final class NamedCell<E extends Enum<E>> extends ListCell<E> {
    private final String key;
    private final Texts texts;

    /** Kept, since the language holds it weakly: a list makes and drops cells as it likes. */
    private final ChangeListener<Language> rename =
        (o, old, now) -> updateItem(getItem(), isEmpty());

    NamedCell(String key, Texts texts) {
      this.key = key;
      this.texts = texts;
      texts.language().addListener(new WeakChangeListener<>(rename));
    }

    @Override
    protected void updateItem(@Nullable E item, boolean empty) {
      super.updateItem(item, empty);
      setText(item == null || empty ? "" : texts.format(key + "." + item.name()));
    }
  }
}
