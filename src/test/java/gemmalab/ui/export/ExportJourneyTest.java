package gemmalab.ui.export;

import static gemmalab.Waiting.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.BundledModel;
import gemmalab.app.Lab;
import gemmalab.app.ModelReport;
import gemmalab.checkpoint.export.ExportFormat;
import gemmalab.checkpoint.export.ExportType;
import gemmalab.ui.PickedFile;
import gemmalab.ui.TestWindow;
import gemmalab.ui.WindowParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The bundled model is written by the real window. */
@ExtendWith(ApplicationExtension.class)
class ExportJourneyTest {

  private static final Path MODEL = BundledModel.folder().orElseThrow();

  @TempDir static Path runs;
  @TempDir Path folder;

  private final PickedFile picker = new PickedFile();
  private Lab lab;
  private WindowParts parts;

  @Start
  void open(Stage stage) {
    lab = Lab.forWindow();
    parts = TestWindow.open(stage, lab, 780, runs, picker);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void theOpenModelIsExportedAndOpensAgain(FxRobot robot) throws Exception {
    openBundled(robot);
    robot.clickOn("#model-menu").clickOn("#export-model");
    waitUntil(() -> robot.lookup("#export-start").tryQuery().isPresent());
    choose(robot, "#export-format", ExportFormat.GGUF);
    choose(robot, "#export-type", ExportType.Q8_0);
    assertThat(robot.lookup("#export-name").queryAs(TextField.class).getText())
        .isEqualTo("tale-nano-q8_0.gguf");
    choose(robot, "#export-format", ExportFormat.HUGGINGFACE); // which has no blocks
    assertThat(robot.lookup("#export-type").queryComboBox().getValue())
        .isEqualTo(ExportType.FLOAT32);
    chooseFolder(robot);
    name(robot, "again");
    robot.interact(
        () -> { // in one go, since it may be done before anyone looks
          button(robot, "#export-start").fire();
          assertThat(text(robot, "#export-text")).isEqualTo("Exporting again");
          assertThat(button(robot, "#export-stop").isVisible()).isTrue();
        });
    waitUntil(() -> robot.lookup("#exported-note").<Node>query().isVisible());

    Path written = folder.resolve("again");
    assertThat(text(robot, "#exported-path")).isEqualTo(written.toString());
    assertThat(text(robot, "#exported-text")).endsWith("MB");
    assertThat(robot.lookup("#export-text").<Node>query().getParent().isVisible()).isFalse();
    robot.clickOn("#exported-show");
    assertThat(picker.shown()).isEqualTo(written);
    robot.clickOn("#exported-close");
    assertThat(robot.lookup("#exported-note").<Node>query().isVisible()).isFalse();

    robot.interact(() -> parts.models().open(written));
    waitUntil(() -> written.equals(parts.openModel().source().get()));
    assertThat(parts.openModel().fault().get()).isNull();
  }

  @Test
  void whatIsThereIsReplacedOnlyWhenAskedForAndACancelledExportLeavesIt(FxRobot robot)
      throws Exception {
    openBundled(robot);
    Path there = Files.writeString(folder.resolve("there.gguf"), "what was there");
    robot.interact(() -> dialog().show());
    waitUntil(() -> robot.lookup("#export-start").tryQuery().isPresent());
    choose(robot, "#export-format", ExportFormat.GGUF);
    chooseFolder(robot);
    name(robot, "a/b");
    assertThat(robot.lookup("#export-name-wrong").<Node>query().isVisible()).isTrue();
    assertThat(button(robot, "#export-start").isDisabled()).isTrue();
    name(robot, "there.gguf");
    CheckBox replace = robot.lookup("#export-replace").query();
    assertThat(replace.isVisible()).isTrue();
    assertThat(button(robot, "#export-start").isDisabled()).isTrue();

    robot.clickOn(replace);
    robot.interact(
        () -> {
          button(robot, "#export-start").fire();
          button(robot, "#export-stop").fire();
        });
    waitUntil(() -> parts.exporting().writing().get() == null);
    assertThat(Files.readString(there)).isEqualTo("what was there");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(there));
    assertThat(robot.lookup("#exported-note").<Node>query().isVisible()).isFalse();
    assertThat(robot.lookup(".notification-bar").<Node>query().isVisible()).isFalse();

    robot.interact(() -> dialog().show());
    choose(robot, "#export-format", ExportFormat.GGUF);
    chooseFolder(robot);
    name(robot, "there.gguf");
    robot.clickOn("#export-replace").clickOn("#export-start");
    waitUntil(() -> parts.exporting().exported().get() != null);
    assertThat(ModelReport.of(there).fits()).isTrue();
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsNamedInASentence(FxRobot robot) throws Exception {
    openBundled(robot);
    robot.interact(() -> dialog().show());
    waitUntil(() -> robot.lookup("#export-start").tryQuery().isPresent());
    picker.next(Files.writeString(folder.resolve("a-file"), "no folder"));
    robot.clickOn("#export-choose").clickOn("#export-start");
    waitUntil(() -> robot.lookup(".notification-bar").<Node>query().isVisible());
    assertThat(text(robot, ".notification-bar .label")).contains("a-file", "choose another");
    assertThat(parts.exporting().writing().get()).isNull();
  }

  private ExportDialog dialog() {
    return new ExportDialog(
        parts.exporting(), picker, parts.texts(), () -> parts.shell().getScene().getWindow());
  }

  private void openBundled(FxRobot robot) throws Exception {
    waitUntil(() -> parts.openModel().model().get() != null);
    robot.interact(() -> parts.models().open(MODEL));
    waitUntil(() -> MODEL.equals(parts.openModel().source().get()));
  }

  private void chooseFolder(FxRobot robot) {
    picker.next(folder);
    robot.clickOn("#export-choose");
    assertThat(text(robot, "#export-folder")).isEqualTo(folder.toString());
  }

  private static <T> void choose(FxRobot robot, String box, T value) {
    robot.interact(() -> robot.lookup(box).<T>queryComboBox().getSelectionModel().select(value));
  }

  private static void name(FxRobot robot, String name) {
    robot.interact(() -> robot.lookup("#export-name").queryAs(TextField.class).setText(name));
  }

  private static Button button(FxRobot robot, String id) {
    return Objects.requireNonNull(robot.lookup(id).queryButton());
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }
}
