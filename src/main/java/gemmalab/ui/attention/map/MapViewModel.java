package gemmalab.ui.attention.map;

import gemmalab.app.Inspector;
import gemmalab.inspect.AttentionStages;
import gemmalab.inspect.AttentionStages.Stage;
import gemmalab.inspect.picture.HeadMap;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.train.IntermediateCheckpoint;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.AttentionViewModel.InspectionKey;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.LatestAnswer;
import gemmalab.ui.common.UiThread;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The chosen head's map at a stage. The weights are there already; other stages are asked for. */
public final class MapViewModel {

  private final Inspector service;
  private final AttentionViewModel attention;
  private final LatestAnswer answers;
  private final ObjectProperty<Stage> stage = new SimpleObjectProperty<>(Stage.SOFTMAX);
  private final ReadOnlyObjectWrapper<@Nullable HeadMap> map = new ReadOnlyObjectWrapper<>();
  private @Nullable AttentionStages stages;

  public MapViewModel(Inspector service, AttentionViewModel attention, UiThread ui) {
    this.service = service;
    this.attention = attention;
    answers = new LatestAnswer(ui);
    attention.result().addListener((o, old, now) -> takeAnew());
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
    answers.forget();
    stages = null;
    take();
  }

  private void take() {
    InspectionResult result = attention.result().get();
    AttentionHead head = attention.head().get();
    if (result == null || head.layer() >= result.modified().weights().length) {
      map.set(null);
    } else if (stage.get() == Stage.SOFTMAX) {
      show(result, head, result.modified().weights()[head.layer()][head.head()]);
    } else if (stages != null) {
      show(result, head, stages.at(stage.get()));
    } else {
      answers.await(
          stages(result.key(), head),
          found -> {
            stages = found;
            take();
          });
    }
  }

  private void show(InspectionResult result, AttentionHead head, float[][] values) {
    map.set(
        new HeadMap(
            head, result.modified().tokens(), values, result.window(head.layer()), stage.get()));
  }

  private CompletableFuture<AttentionStages> stages(InspectionKey key, AttentionHead head) {
    IntermediateCheckpoint past = key.checkpoint();
    return past == null
        ? service.stages(key.model(), key.text(), key.intervention(), head)
        : service.stagesAt(past, key.text(), key.intervention(), head);
  }
}
