package gemmalab.ui.playground;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;

import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The choice at the selected place in three aligned stages; a click takes a token. */
final class ChoiceView extends ScrollPane {

  private static final double WIDTH = 340;

  private final PlaygroundViewModel viewModel;
  private final Texts texts;
  private final List<ChoiceRow> rows = new ArrayList<>();
  private final Label kept = new Label();
  private final Label entropy = new Label();

  ChoiceView(PlaygroundViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
    setId("choice");
    getStyleClass().addAll("side", "inspector");
    setFitToWidth(true);
    setFocusTraversable(false);
    setPrefWidth(WIDTH);
    setMinWidth(WIDTH);
    kept.setId("kept");
    kept.setWrapText(true);
    entropy.setId("entropy");
    entropy.getStyleClass().add("muted");
    VBox content = new VBox(8, title(), entropy, stages(), bars(), kept, help());
    content.setPadding(new Insets(24, 16, 24, 16));
    setContent(content);
    for (Side side : Side.values()) {
      viewModel.story(side).choice().choice().addListener((o, old, now) -> show());
    }
    viewModel.active().addListener((o, old, now) -> show());
    texts.language().addListener((o, old, now) -> show());
    show();
  }

  private Node title() {
    Label title = label(texts.text("ui.playground.choice.next"), "title");
    title.textProperty().unbind();
    title
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::titleText,
                viewModel.active(),
                viewModel.comparing(),
                viewModel.story(Side.A).selected(),
                viewModel.story(Side.B).selected(),
                texts.language()));
    return title;
  }

  private String titleText() {
    boolean past = active().selected().get() != null;
    String title = texts.format(past ? "ui.playground.choice.there" : "ui.playground.choice.next");
    return viewModel.comparing().get() ? viewModel.active().get() + " · " + title : title;
  }

  private Node stages() {
    Label space = new Label();
    space.setMinWidth(ChoiceRow.NAME_WIDTH);
    HBox names = new HBox(8, space);
    names.setAlignment(Pos.BOTTOM_LEFT);
    for (String stage : List.of("raw", "tempered", "kept")) {
      Label name = label(texts.text("ui.playground.choice." + stage), "field-name");
      name.setWrapText(true);
      name.setMinWidth(ChoiceRow.BAR_WIDTH);
      name.setMaxWidth(ChoiceRow.BAR_WIDTH);
      names.getChildren().add(name);
    }
    return names;
  }

  private Node bars() {
    VBox bars = new VBox();
    for (int i = 0; i < Choice.ROWS; i++) {
      ChoiceRow row = new ChoiceRow(i);
      int index = i;
      row.setOnAction(event -> take(index));
      rows.add(row);
      bars.getChildren().add(row);
    }
    return bars;
  }

  private Node help() {
    return paragraph(texts.text("ui.playground.choice.help"), "muted");
  }

  private void take(int index) {
    Choice choice = active().choice().choice().get();
    if (choice != null && index < choice.rows().size()) {
      active().take(choice.rows().get(index).candidate().id());
    }
  }

  private void show() {
    Choice choice = active().choice().choice().get();
    for (int i = 0; i < rows.size(); i++) {
      boolean used = choice != null && i < choice.rows().size();
      rows.get(i).setVisible(used);
      if (choice != null && used) {
        rows.get(i).show(choice.rows().get(i), i, choice.cutBefore(), texts);
      }
    }
    kept.setText(keptText(choice));
    entropy.setText(
        choice == null
            ? texts.format("ui.playground.choice.none")
            : texts.format(
                "ui.playground.choice.entropy",
                String.format(Locale.ENGLISH, "%.2f", choice.entropyBits())));
  }

  private String keptText(@Nullable Choice choice) {
    return choice == null
        ? ""
        : texts.format(
            "ui.playground.choice.mass",
            choice.keptCount(),
            choice.vocabulary(),
            Numbers.percent(choice.keptProbability()));
  }

  private StoryViewModel active() {
    return viewModel.story(viewModel.active().get());
  }
}
