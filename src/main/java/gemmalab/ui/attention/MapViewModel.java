package gemmalab.ui.attention;

import gemmalab.app.Futures;
import gemmalab.app.InspectService;
import gemmalab.inspect.AttentionStages;
import gemmalab.inspect.AttentionStages.Stage;
import gemmalab.inspect.picture.HeadMap;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.train.RunSnapshots.Snapshot;
import gemmalab.ui.attention.AttentionViewModel.Question;
import gemmalab.ui.attention.AttentionViewModel.Seen;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.Problems;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The chosen head's map at a stage. The weights are there already; other stages are asked for. */
public final class MapViewModel {

  private final InspectService service;
  private final AttentionViewModel attention;
  private final Problems problems;
  private final UiThread ui;
  private final ObjectProperty<Stage> stage = new SimpleObjectProperty<>(Stage.SOFTMAX);
  private final ReadOnlyObjectWrapper<@Nullable HeadMap> map = new ReadOnlyObjectWrapper<>();
  private @Nullable AttentionStages stages;
  private int asked;

  public MapViewModel(
      InspectService service, AttentionViewModel attention, Problems problems, UiThread ui) {
    this.service = service;
    this.attention = attention;
    this.problems = problems;
    this.ui = ui;
    attention.seen().addListener((o, old, now) -> takeAnew());
    attention.head().addListener((o, old, now) -> takeAnew());
    stage.addListener((o, old, now) -> take());
  }

  // Properties

  public ObjectProperty<Stage> stage() {
    return stage;
  }

  /** Null before there is one. */
  public ReadOnlyObjectProperty<@Nullable HeadMap> map() {
    return map.getReadOnlyProperty();
  }

  private void takeAnew() {
    asked++;
    stages = null;
    take();
  }

  private void take() {
    Seen seen = attention.seen().get();
    AttentionHead head = attention.head().get();
    if (seen == null || head.layer() >= seen.changed().weights().length) {
      map.set(null);
    } else if (stage.get() == Stage.SOFTMAX) {
      show(seen, head, seen.changed().weights()[head.layer()][head.head()]);
    } else if (stages != null) {
      show(seen, head, stages.at(stage.get()));
    } else {
      ask(seen, head);
    }
  }

  private void show(Seen seen, AttentionHead head, float[][] values) {
    map.set(
        new HeadMap(head, seen.changed().tokens(), values, seen.window(head.layer()), stage.get()));
  }

  private void ask(Seen seen, AttentionHead head) {
    int number = ++asked;
    Futures.watch(
        stages(seen.question(), head),
        (found, fault) -> ui.execute(() -> answer(number, found, fault)));
  }

  private CompletableFuture<AttentionStages> stages(Question question, AttentionHead head) {
    Snapshot past = question.snapshot();
    return past == null
        ? service.stages(question.model(), question.text(), question.intervention(), head)
        : service.stagesAt(past, question.text(), question.intervention(), head);
  }

  private void answer(int number, @Nullable AttentionStages found, @Nullable Throwable fault) {
    if (number != asked) {
      return;
    }
    if (found != null) {
      stages = found;
      take();
    } else if (fault != null) {
      problems.show(fault);
    }
  }
}
