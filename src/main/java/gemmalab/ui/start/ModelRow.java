package gemmalab.ui.start;

import gemmalab.app.RunSummary;
import gemmalab.train.TrainEvent;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** A model of this machine in one line; a click opens it. */
final class ModelRow extends Button {

  private final LocalModel model;
  private final Texts texts;

  ModelRow(LocalModel model, StartViewModel viewModel, Texts texts) {
    this.model = model;
    this.texts = texts;
    setId("shelf-" + model.name());
    getStyleClass().addAll("flat", "shelf-row");
    setMaxWidth(Double.MAX_VALUE);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    Label name = new Label(model.name());
    name.getStyleClass().add("section");
    Label details = new Label();
    details.getStyleClass().add("muted");
    details.textProperty().bind(Bindings.createStringBinding(this::details, texts.language()));
    Label open = new Label();
    open.getStyleClass().add("muted");
    open.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.path().equals(viewModel.openModel().source().get())
                        ? texts.format("ui.start.shelf.open")
                        : "",
                viewModel.openModel().source(),
                texts.language()));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox line =
        new HBox(
            12,
            new FontIcon(model.bundled() ? "mdi2p-package-variant" : "mdi2c-chart-line"),
            name,
            details,
            space,
            open);
    line.setAlignment(Pos.CENTER_LEFT);
    line.prefWidthProperty().bind(widthProperty().subtract(32));
    setGraphic(line);
    accessibleTextProperty()
        .bind(Bindings.concat(model.name(), " ", details.textProperty(), " ", open.textProperty()));
    setOnAction(event -> viewModel.open(model));
  }

  private String details() {
    RunSummary run = model.run();
    TrainEvent.Evaluated best = run.best();
    String loss = best == null ? "–" : Numbers.loss(best.valLoss());
    String when =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
            .withLocale(texts.language().get().locale())
            .withZone(ZoneId.systemDefault())
            .format(run.started());
    return texts.format(
        model.bundled() ? "ui.start.shelf.bundled" : "ui.start.shelf.run", run.steps(), loss, when);
  }
}
