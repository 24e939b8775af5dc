package gemmalab.ui;

import static gemmalab.Waiting.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.Lab;
import gemmalab.ui.playground.PlaygroundViewModel;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import gemmalab.ui.playground.StoryViewModel;
import gemmalab.ui.shell.Destination;
import gemmalab.ui.training.TrainingViewModel;
import java.nio.file.Path;
import java.util.Locale;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** How long the window's thread lets others wait while a model trains and writes. */
@ExtendWith(ApplicationExtension.class)
class SmoothWindowTest {

  /** What a busy machine may add; a pass of a model on the window's thread takes longer. */
  private static final double MOST_MILLIS = 200;

  /** Code runs slowly until it has run for a while. */
  private static final int WARM_UP_STORIES = 4;

  @TempDir static Path runs;

  private Lab lab;
  private WindowParts parts;

  @Start
  void open(Stage stage) {
    lab = Lab.forWindow();
    parts = TestWindow.open(stage, lab, 780, runs);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void theWindowAnswersWhileItTrainsAndWrites(FxRobot robot) throws Exception {
    waitUntil(() -> parts.openModel().model().get() != null);
    robot.interact(() -> parts.training().form().steps().set("100000"));
    robot.interact(() -> parts.training().start());
    waitUntil(() -> parts.training().state().get() == TrainingViewModel.State.RUNNING);
    PlaygroundViewModel playground = parts.playground();
    robot.interact(
        () -> {
          parts.shell().go(Destination.PLAYGROUND);
          playground.order().maxTokens().set(200);
        });

    for (int story = 0; story < WARM_UP_STORIES; story++) {
      write(robot);
    }

    Heartbeat heartbeat = Heartbeat.start();
    write(robot);
    Heartbeat.Waits waits = heartbeat.stop();

    System.out.printf(
        Locale.ENGLISH,
        "window's thread while training and writing: %d beats, median %.1f ms, 99th percentile"
            + " %.1f ms, worst %.1f ms%n",
        waits.count(),
        waits.percentile(50),
        waits.percentile(99),
        waits.percentile(100));
    assertThat(playground.story(Side.A).places()).isNotEmpty();
    assertThat(parts.training().state().get()).isEqualTo(TrainingViewModel.State.RUNNING);
    assertThat(waits.count()).isGreaterThan(20);
    assertThat(waits.percentile(99)).isLessThan(MOST_MILLIS);
    robot.interact(() -> parts.training().stop());
    waitUntil(() -> parts.training().state().get() == TrainingViewModel.State.ENDED);
  }

  private void write(FxRobot robot) throws Exception {
    robot.interact(parts.playground()::generate);
    waitUntil(() -> parts.playground().story(Side.A).state().get() == StoryViewModel.State.DONE);
  }
}
