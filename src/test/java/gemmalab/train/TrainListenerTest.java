package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.data.PreparationProgress;
import gemmalab.data.PreparationProgress.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TrainListenerTest {

  @Test
  void bothHearOfThePreparationAndOfTheRun() {
    List<String> heard = new ArrayList<>();
    TrainListener both = TrainListener.both(hears("one", heard), hears("two", heard));
    both.preparing(
        new PreparationProgress(Stage.DOWNLOADING, "text", 1, OptionalLong.empty(), 0, 0, 1));
    both.on(new TrainEvent.Saved(1, 2, 3, "last"));
    assertThat(heard).containsExactly("one text", "two text", "one 1", "two 1");
  }

  private static TrainListener hears(String name, List<String> into) {
    return new TrainListener() {
      @Override
      public void on(TrainEvent event) {
        into.add(name + " " + event.step());
      }

      @Override
      public void preparing(PreparationProgress progress) {
        into.add(name + " " + progress.name());
      }
    };
  }
}
