package gemmalab.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.Lab;
import gemmalab.app.WeightlessModels;
import gemmalab.text.Language;
import gemmalab.ui.PickedFile;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import java.nio.file.Path;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class HiddenTrainingTest {

  private final ManualUiThread ui = new ManualUiThread();
  private final Lab lab = Lab.forWindow(); // its engine never loads
  private TrainingView view;

  @Start
  void open(Stage stage) {
    Texts texts = new Texts(Language.ENGLISH);
    ErrorNotifications errors = new ErrorNotifications(texts);
    OpenModelState openModel = new OpenModelState(new WeightlessModels(), ui, errors);
    TrainingViewModel viewModel =
        new TrainingViewModel(
            lab.training(), openModel, errors, (question, yes) -> {}, ui, Path.of("unused"));
    view =
        new TrainingView(
            viewModel, new PickedFile(), texts, new SimpleObjectProperty<>(Theme.LIGHT), ui);
    stage.setScene(new Scene(new StackPane(view), 1000, 700));
    stage.show();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void theChartsTimerRunsOnlyWhileTheScreenIsSeen(FxRobot robot) {
    long seen = ui.timersThatRun();
    robot.interact(() -> view.setVisible(false));
    assertThat(ui.timersThatRun()).isEqualTo(seen - 1);
    robot.interact(() -> view.setVisible(true));
    assertThat(ui.timersThatRun()).isEqualTo(seen);
  }
}
