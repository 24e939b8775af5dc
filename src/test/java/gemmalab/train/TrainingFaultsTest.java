package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.app.Lab;
import gemmalab.app.ResumeRequest;
import gemmalab.app.TrainingHandle;
import gemmalab.app.TrainingRequest;
import gemmalab.tensor.ComputeDevice;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingFaultsTest {

  private final Lab lab = Lab.forTerminal();
  private Path text = Path.of("");
  private Path run = Path.of("");

  @BeforeEach
  void writeText(@TempDir Path folder) throws IOException {
    text = TinyRun.text(folder);
    run = folder.resolve("run");
  }

  @AfterEach
  void closeLab() {
    lab.close();
  }

  @Test
  void folderThatIsNotEmptyIsRefused() throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve("mine.txt"), "mine");
    assertFault(start(), "error.run.notEmpty");
    assertThat(run.resolve("mine.txt")).hasContent("mine");
    assertThat(run.resolve("config.json")).doesNotExist();
  }

  @Test
  void folderWithoutARunCannotBeResumed() {
    assertFault(resume(), "error.run.missing");
  }

  @Test
  void folderOfARunAtWorkIsRefusedUntilItsEnd() {
    TrainingHandle training = start();
    training.model().join();
    training.pause();
    assertFault(resume(), "error.run.locked");
    training.stop();
    training.end().join();
    resume().end().join();
  }

  @Test
  void runThatCannotGoOnLeavesItsFolderToOthers() throws IOException {
    start().end().join();
    Files.move(text, text.resolveSibling("elsewhere.txt"));
    assertFault(resume(), "error.corpus.missing");
    Files.move(text.resolveSibling("elsewhere.txt"), text);
    resume().end().join();
  }

  @Test
  void tooShortTextLeavesNoFolder() throws IOException {
    Files.writeString(text, "Once upon a time.");
    assertFault(start(), "error.corpus.short");
    assertThat(run).doesNotExist();
  }

  @Test
  void modelOfAnotherVocabularyIsRefusedBeforeItTrains() {
    TrainConfig config = TinyRun.config(text, 2, TinyRun.model().withVocabSize(60_000));
    assertFault(
        lab.training().start(new TrainingRequest(config, ComputeDevice.CPU, run), event -> {}),
        "error.tokenizer.none");
    assertThat(run).doesNotExist();
  }

  private TrainingHandle resume() {
    return lab.training().resume(new ResumeRequest(run, ComputeDevice.CPU), event -> {});
  }

  private TrainingHandle start() {
    return lab.training()
        .start(new TrainingRequest(TinyRun.config(text, 2), ComputeDevice.CPU, run), event -> {});
  }

  private static void assertFault(TrainingHandle training, String key) {
    assertThatThrownBy(() -> training.end().join())
        .cause()
        .isInstanceOfSatisfying(
            GemmaException.class, fault -> assertThat(fault.key()).isEqualTo(key));
  }
}
