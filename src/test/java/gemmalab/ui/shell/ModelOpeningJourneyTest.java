package gemmalab.ui.shell;

import static gemmalab.Waiting.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.app.OpenModel.Origin;
import gemmalab.checkpoint.LoadMonitor;
import gemmalab.tensor.ComputeDevice;
import gemmalab.ui.PickedFile;
import gemmalab.ui.TestWindow;
import gemmalab.ui.WindowParts;
import gemmalab.ui.playground.StoryViewModel.State;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The ways in which a model comes into the real window. */
@ExtendWith(ApplicationExtension.class)
class ModelOpeningJourneyTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path GGUF = GOLDEN.resolve("formats/tied_q8_0.gguf");

  @TempDir static Path runs;

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
  void aFileAndAFolderOpenByTheMenuAndAreRemembered(FxRobot robot) throws Exception {
    waitForModel();
    picker.next(GGUF);
    robot.clickOn("#model-menu").clickOn("#open-file");
    waitUntil(() -> robot.lookup("#report-open").tryQuery().isPresent());
    assertThat(robot.lookup("#report-findings .label").queryAs(Label.class).getText())
        .contains("can be inspected", "add_space_prefix"); // its tokenizer is not Gemma's
    robot.clickOn("#report-open");
    waitUntil(() -> GGUF.equals(parts.openModel().source().get()));
    assertThat(robot.lookup("#model-menu").queryAs(MenuButton.class).getText())
        .isEqualTo("tied_q8_0.gguf");

    picker.next(GOLDEN.resolve("seed_tiny"));
    robot.interact(() -> parts.models().openFolder());
    waitUntil(() -> model().name().equals("seed_tiny"));

    robot.clickOn("#model-menu");
    waitUntil(() -> robot.lookup("#recent-1").tryQuery().isPresent());
    robot.clickOn("#recent-1");
    waitUntil(() -> model().name().equals("tied_q8_0.gguf"));
  }

  @Test
  void aFolderThatIsDroppedOpensAndAnyOtherFileIsRefusedInASentence(
      FxRobot robot, @TempDir Path folder) throws Exception {
    waitForModel();
    ModelDrop drop = robot.lookup(node -> node instanceof ModelDrop).query();
    Path text = Files.writeString(folder.resolve("story.txt"), "Once upon a time there was a cat.");
    Path model = GOLDEN.resolve("hf_tiny_tied");

    robot.interact(() -> drop.mayDrop(files(text)));
    assertThat(robot.lookup("#drop-note").<Node>query().isVisible()).isTrue();
    robot.interact(() -> assertThat(drop.drop(files(text))).isTrue());
    assertThat(robot.lookup("#drop-note").<Node>query().isVisible()).isFalse();
    waitUntil(() -> parts.openModel().fault().get() != null);
    assertThat(sentence(robot))
        .contains("story.txt is not a model");
    byte[] whole = Files.readAllBytes(GGUF);
    Path cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, whole.length / 2));
    robot.interact(() -> assertThat(drop.drop(files(cut))).isTrue());
    waitUntil(() -> sentence(robot).contains("cut.gguf is damaged"));
    assertThat(sentence(robot)).contains("download it again");
    assertThat(model().name()).isEqualTo("nano"); // the one before

    robot.interact(() -> assertThat(drop.drop(files(model))).isTrue());
    waitUntil(() -> model().name().equals("hf_tiny_tied"));
    robot.interact(() -> assertThat(drop.mayDrop(files(model, text))).isFalse());
    assertThat(drop.over().get()).isFalse();
  }

  @Test
  void aLoadingIsCancelledAndTheModelThatWasOpenStays(FxRobot robot) throws Exception {
    waitForModel();
    OpenModel before = model();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    CompletableFuture<OpenModel> busy = holdTensorThread(begun, released);
    begun.await();

    robot.interact(() -> parts.models().open(GOLDEN.resolve("seed_tiny")));
    assertThat(robot.lookup("#loading-name").queryAs(Label.class).getText())
        .isEqualTo("Loading seed_tiny");
    assertThat(robot.lookup("#model-menu").queryAs(MenuButton.class).getText())
        .isEqualTo("nano · untrained");
    robot.clickOn("#cancel-loading");

    assertThat(robot.lookup("#loading-bar").<Node>query().isVisible()).isFalse();
    released.countDown();
    lab.models().close(busy.get());
    assertThat(model()).isSameAs(before);
    assertThat(parts.openModel().state().get().isOpening()).isFalse();
  }

  @Test
  void aStateDictWithoutConfigurationIsReportedFirst(FxRobot robot) throws Exception {
    waitForModel();
    picker.next(GOLDEN.resolve("formats/seed_strided.pt"));
    robot.clickOn("#model-menu").clickOn("#open-file");
    waitUntil(() -> robot.lookup("#report").tryQuery().isPresent());
    assertThat(model().name()).isEqualTo("nano");
    assertThat(robot.lookup("#report-heads").queryAs(Label.class).getText())
        .startsWith("4 query heads");
    assertThat(robot.lookup("#report-findings .label").queryAs(Label.class).getText())
        .contains("no config.json", "sliding window 512");
    TableView<?> tensors = robot.lookup("#report-tensors").query();
    int all = tensors.getItems().size();
    robot.clickOn("#only-differences");
    assertThat(tensors.getItems().size()).isNotEqualTo(all);

    robot.clickOn("#report-cancel");
    assertThat(model().name()).isEqualTo("nano");
    robot.interact(() -> parts.models().openFile());
    waitUntil(() -> robot.lookup("#report-open").tryQuery().isPresent());
    robot.clickOn("#report-open");
    waitUntil(() -> model().name().equals("seed_strided.pt"));
  }

  @Test
  void anUntrainedModelSaysSoBeforeItWrites(FxRobot robot) throws Exception {
    waitForModel();
    assertThat(model().origin()).isEqualTo(Origin.RANDOM);
    robot.clickOn("#go-playground");
    robot.clickOn("#generate");
    assertThat(robot.lookup("#untrained-note").<Node>query().isVisible()).isTrue();
    assertThat(parts.playground().state().get()).isEqualTo(State.EMPTY);

    robot.clickOn("#train-untrained");
    assertThat(parts.shell().shown().get()).isEqualTo(Destination.TRAINING);
    assertThat(parts.training().form().preset().get().label()).isEqualTo("nano");

    robot.clickOn("#go-playground");
    robot.interact(() -> parts.playground().order().maxTokens().set(3));
    robot.clickOn("#write-anyway");
    waitUntil(() -> parts.playground().state().get() == State.DONE);
    assertThat(robot.lookup("#untrained-note").tryQuery().filter(Node::isVisible)).isEmpty();
  }

  /** Loads another model of the same engine, which rests at its first tensor. */
  private CompletableFuture<OpenModel> holdTensorThread(
      CountDownLatch begun, CountDownLatch released) {
    LoadMonitor resting =
        (read, total) -> {
          begun.countDown();
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    return lab.models().open(GOLDEN.resolve("hf_tiny_a"), ComputeDevice.CPU, resting);
  }

  private static String sentence(FxRobot robot) {
    return robot.lookup(".notification-bar .label").queryAs(Label.class).getText();
  }

  private static List<File> files(Path... paths) {
    return Stream.of(paths).map(Path::toFile).toList();
  }

  private OpenModel model() {
    return Objects.requireNonNull(parts.openModel().model().get());
  }

  private void waitForModel() throws Exception {
    waitUntil(() -> parts.openModel().model().get() != null);
  }
}
