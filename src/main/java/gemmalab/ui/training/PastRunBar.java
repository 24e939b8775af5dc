package gemmalab.ui.training;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.app.RunSummary;
import gemmalab.train.TrainEvent;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says which run on disk is looked at, how it ended, and what can be done with it. */
final class PastRunBar extends HBox {

  private final TrainingViewModel viewModel;
  private final RunsViewModel runs;
  private final Texts texts;
  private final FontIcon sign = new FontIcon(RunState.FINISHED.icon());
  private final Label name = new Label();
  private final Label state = new Label();
  private final Label details = new Label();
  private final Label settings = new Label();

  PastRunBar(TrainingViewModel viewModel, Texts texts) {
    super(12);
    this.viewModel = viewModel;
    this.runs = viewModel.pastRuns();
    this.texts = texts;
    setId("past-run");
    getStyleClass().addAll("card", "past-run");
    setAlignment(Pos.CENTER_LEFT);
    name.getStyleClass().add("title");
    name.setId("past-run-name");
    state.getStyleClass().add("chip");
    state.setGraphic(sign);
    state.setMinWidth(Region.USE_PREF_SIZE);
    state.setId("past-run-state");
    details.getStyleClass().add("muted");
    details.setId("past-run-details");
    HBox first = new HBox(12, name, state);
    first.setAlignment(Pos.CENTER_LEFT);
    settings.getStyleClass().add("field-name");
    settings.setId("past-run-settings");
    VBox words = new VBox(2, first, details, settings);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    getChildren().addAll(words, resume(), open(), back());
    shownWhen(this, runs.shown().isNotNull().or(runs.reading().isNotNull()));
    runs.shown().addListener((o, old, now) -> show());
    runs.reading().addListener((o, old, now) -> show());
    texts.language().addListener((o, old, now) -> show());
    show();
  }

  private Button open() {
    Button open =
        button(
            "open-model",
            "mdi2c-cube-outline",
            texts.text("ui.training.run.open"),
            viewModel::openModel);
    open.setMinWidth(Region.USE_PREF_SIZE);
    open.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !has(runs.shown().get(), PastRun::hasModel), runs.shown()));
    return open;
  }

  private Button resume() {
    Button resume =
        button(
            "resume-past-run",
            "mdi2p-play-circle-outline",
            texts.text("ui.training.run.resume"),
            () -> resume(runs.shown().get()));
    resume.setMinWidth(Region.USE_PREF_SIZE);
    return shownWhen(
        resume,
        Bindings.createBooleanBinding(
            () ->
                has(runs.shown().get(), past -> past.summary().canResume())
                    && !viewModel.state().get().isAtWork(),
            runs.shown(),
            viewModel.state()));
  }

  private void resume(@Nullable PastRun past) {
    if (past != null) {
      viewModel.resume(past.summary());
    }
  }

  /** Leads to the run at work, or to what comes next. */
  private Button back() {
    Button back =
        button(
            "close-past-run",
            "mdi2a-arrow-left",
            Bindings.createStringBinding(
                () ->
                    texts.format(
                        viewModel.state().get().isAtWork()
                            ? "ui.training.run.toTheOneAtWork"
                            : "ui.training.run.close"),
                viewModel.state(),
                texts.language()),
            () -> runs.side().set(RunsViewModel.Side.FORM));
    back.setMinWidth(Region.USE_PREF_SIZE);
    return back;
  }

  private static boolean has(@Nullable PastRun past, Predicate<PastRun> something) {
    return past != null && something.test(past);
  }

  private void show() {
    Path reading = runs.reading().get();
    PastRun past = runs.shown().get();
    state.setVisible(reading == null);
    if (reading != null) {
      name.setText(RunText.name(reading));
      details.setText(texts.format("ui.training.run.reading"));
      settings.setText("");
    } else if (past != null) {
      RunSummary run = past.summary();
      RunState how = RunState.of(run);
      name.setText(RunText.name(run.folder()));
      state.setText(RunText.state(how, texts));
      sign.setIconLiteral(how.icon());
      details.setText(details(run));
      settings.setText(RunText.settings(run, texts));
    }
  }

  private String details(RunSummary run) {
    List<String> parts = new ArrayList<>();
    parts.add(
        texts.format("ui.training.run.steps", run.steps(), run.config().schedule().totalSteps()));
    TrainEvent.Evaluated best = run.best();
    if (best != null) {
      parts.add(
          texts.format(
              "ui.training.run.best",
              Numbers.loss(best.valLoss()),
              Numbers.loss(best.valLossStderr()),
              best.step()));
    }
    parts.add(
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(texts.language().get().locale())
            .withZone(ZoneId.systemDefault())
            .format(run.started()));
    return String.join(" · ", parts);
  }
}
