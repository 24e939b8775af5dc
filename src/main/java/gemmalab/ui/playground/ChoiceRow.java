package gemmalab.ui.playground;

import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A token that may be chosen, as a button: its three bars, and a click takes it. */
final class ChoiceRow extends Button {

  static final double NAME_WIDTH = 84;
  static final double BAR_WIDTH = 60;

  private static final double BAR_HEIGHT = 18;
  private static final double LEAST = 0.001;
  private static final PseudoClass TAKEN = PseudoClass.getPseudoClass("taken");
  private static final PseudoClass CUT = PseudoClass.getPseudoClass("cut");
  private static final PseudoClass FIRST_CUT = PseudoClass.getPseudoClass("first-cut");

  private final Label name = new Label();
  private final List<Bar> bars = List.of(new Bar(), new Bar(), new Bar());

  ChoiceRow(int index) {
    setId("choice-" + index);
    getStyleClass().addAll("choice-row");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    name.getStyleClass().addAll("mono", "choice-name");
    name.setMinWidth(NAME_WIDTH);
    name.setMaxWidth(NAME_WIDTH);
    HBox row = new HBox(8, name);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getChildren().addAll(bars);
    setGraphic(row);
  }

  void show(Choice.Row row, int index, int cutBefore, Texts texts) {
    name.setText((row.taken() ? "● " : "") + TokenText.visible(row.label()));
    bars.get(0).show(row.candidate().modelProbability());
    bars.get(1).show(row.candidate().scaledProbability());
    bars.get(2).show(row.candidate().samplingProbability());
    pseudoClassStateChanged(TAKEN, row.taken());
    pseudoClassStateChanged(CUT, index >= cutBefore);
    pseudoClassStateChanged(FIRST_CUT, index == cutBefore && index > 0);
    setAccessibleText(
        texts.format(
            "ui.playground.choice.row",
            row.label(),
            Numbers.percent(row.candidate().modelProbability()),
            Numbers.percent(row.candidate().scaledProbability()),
            Numbers.percent(row.candidate().samplingProbability())));
  }

  /** A share as a length with its number. */
  private static final class Bar extends StackPane {
    private final Region fill = new Region();
    private final Label number = new Label();

    Bar() {
      getStyleClass().add("choice-bar");
      setMinSize(BAR_WIDTH, BAR_HEIGHT);
      setMaxSize(BAR_WIDTH, BAR_HEIGHT);
      fill.getStyleClass().add("choice-fill");
      fill.setMaxHeight(BAR_HEIGHT);
      number.getStyleClass().add("choice-number");
      StackPane.setAlignment(fill, Pos.CENTER_LEFT);
      StackPane.setAlignment(number, Pos.CENTER_RIGHT);
      getChildren().addAll(fill, number);
    }

    void show(double share) {
      double width = Math.max(share > 0 ? 1 : 0, share * BAR_WIDTH);
      fill.setMinWidth(width);
      fill.setMaxWidth(width);
      number.setText(share == 0 ? "–" : share < LEAST ? "< 0.1 %" : Numbers.percent(share));
    }
  }
}
