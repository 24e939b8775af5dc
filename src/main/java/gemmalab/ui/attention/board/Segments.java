package gemmalab.ui.attention.board;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** One of few choices as joined buttons, of which one is always pressed. */
public final class Segments<E extends Enum<E>> extends HBox {

  private final Map<E, ToggleButton> buttons;

  public Segments(
      Class<E> type, ObjectProperty<E> value, Function<E, ObservableValue<String>> name) {
    setMinWidth(USE_PREF_SIZE);
    buttons = new EnumMap<>(type);
    ToggleGroup one = new ToggleGroup();
    E[] all = type.getEnumConstants();
    for (int i = 0; i < all.length; i++) {
      E each = all[i];
      ToggleButton button = new ToggleButton();
      button.setId("segment-" + each.name().toLowerCase(java.util.Locale.ROOT));
      button.textProperty().bind(name.apply(each));
      button.setToggleGroup(one);
      button
          .getStyleClass()
          .add(i == 0 ? "left-pill" : i == all.length - 1 ? "right-pill" : "center-pill");
      button.setOnAction(
          event -> {
            button.setSelected(true);
            value.set(each);
          });
      buttons.put(each, button);
      getChildren().add(button);
    }
    value.addListener((o, old, now) -> select(now));
    select(value.get());
  }

  /** The button of a choice. */
  public ToggleButton button(E which) {
    ToggleButton button = buttons.get(which);
    if (button == null) {
      throw new IllegalArgumentException(which + " has no button");
    }
    return button;
  }

  private void select(E which) {
    button(which).setSelected(true);
  }
}
