package gemmalab.ui.training;

import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.train.plan.RunPlan;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the run takes, in one line, and below it what is odd in its numbers. */
final class PlanLine extends VBox {

  private static final double MEGABYTE = 1e6;

  private final Texts texts;

  PlanLine(ObservableValue<@Nullable RunPlan> plan, Texts texts) {
    super(4);
    this.texts = texts;
    setId("plan");
    shownWhen(this, plan.map(known -> true).orElse(false));
    plan.addListener((o, old, now) -> show(now));
    texts.language().addListener((o, old, now) -> show(plan.getValue()));
    show(plan.getValue());
  }

  private void show(@Nullable RunPlan plan) {
    getChildren().clear();
    if (plan != null) {
      Label line = new Label(line(plan));
      line.getStyleClass().add("muted");
      getChildren().add(line);
      plan.warnings().forEach(warning -> getChildren().add(note(warning.in(texts.messages()))));
    }
  }

  private String line(RunPlan plan) {
    return texts.format(
        "ui.training.plan",
        Numbers.compact((double) plan.parameters()),
        Numbers.whole(Math.round(plan.memory().total() / MEGABYTE)),
        texts.duration(plan.seconds()),
        Numbers.compact((double) plan.tokens()),
        Numbers.compact(plan.epochs()));
  }

  private static Node note(String sentence) {
    Label note = new Label(sentence, new FontIcon("mdi2a-alert-outline"));
    note.getStyleClass().add("finding");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    return note;
  }
}
