package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEventsTest {

  private static final TrainEvent STEP = new TrainEvent.Step(1, 8, 0.5, 3.25, 1e-3, 0.75, 160);
  private static final TrainEvent TEXT =
      new TrainEvent.Sampled(1, 8, 0.6, "“猫”\nsat, \"so\" & <so>");
  private static final TrainEvent LATER = new TrainEvent.Sampled(2, 16, 0.9, "later");

  @TempDir Path folder;
  private RunEvents events = new RunEvents(Path.of(""));

  @BeforeEach
  void begin() {
    events = new RunEvents(folder);
  }

  @Test
  void eventsAreReadAsTheyWereWritten() {
    events.append(STEP);
    events.append(TEXT);
    assertThat(events.read()).containsExactly(STEP, TEXT);
  }

  @Test
  void numbersOfADivergedRunAreStillJson() throws IOException {
    events.append(new TrainEvent.Step(1, 8, 0.5, Double.NaN, 1e-3, Double.POSITIVE_INFINITY, 160));
    String line = Files.readString(folder.resolve("events.jsonl"));
    try (JsonReader strict = new JsonReader(new StringReader(line))) {
      strict.setStrictness(Strictness.STRICT);
      assertThatCode(strict::skipValue).doesNotThrowAnyException();
    }
    assertThat(line).contains("\"train_loss\":null", "\"grad_norm\":null");
    TrainEvent.Step read = (TrainEvent.Step) events.read().get(0);
    assertThat(read.trainLoss()).isNaN();
  }

  @Test
  void numbersOfADivergedRunOfAnEarlierVersionAreRead() throws IOException {
    tear(
        "{\"type\":\"step\",\"update\":1,\"tokens\":8,\"elapsed_seconds\":0.5,"
            + "\"train_loss\":3.5,\"learning_rate\":0.001,\"grad_norm\":NaN,"
            + "\"tokens_per_second\":160}\n");
    assertThat(((TrainEvent.Step) events.read().get(0)).gradNorm()).isNaN();
  }

  @Test
  void runWithoutAFileHasNoEvents() {
    assertThat(events.read()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void halfALineAtTheEndIsNotRead() throws IOException {
    events.append(STEP);
    tear("{\"type\":\"sam");
    assertThat(events.read()).containsExactly(STEP);
  }

  @Test
  void typeOfALaterVersionIsLeftOut() throws IOException {
    tear("{\"type\":\"dreamt\",\"update\":1}\n");
    events.append(STEP);
    assertThat(events.read()).containsExactly(STEP);
  }

  @Test
  void damagedLineIsNamedByItsNumber() throws IOException {
    for (String damage : new String[] {"\0\0\0", "{\"update\":1}", "null", "{\"type\":{}}", "[]"}) {
      Files.deleteIfExists(folder.resolve("events.jsonl"));
      events.append(STEP);
      tear(damage + "\n");
      assertThatThrownBy(events::read)
          .as(damage)
          .isInstanceOf(GemmaException.class)
          .hasMessageContaining("events.jsonl, line 2");
    }
  }

  @Test
  void whatCameAfterACheckpointIsCutFromBothFiles() throws IOException {
    events.append(STEP);
    events.append(TEXT);
    long checkpoint = events.sync();
    events.append(LATER);
    tear("{\"type\":\"st");

    events.cutTo(checkpoint);
    assertThat(events.read()).containsExactly(STEP, TEXT);
    assertThat(folder.resolve("events.jsonl")).hasSize(checkpoint);
    assertThat(Files.readAllLines(folder.resolve("samples.jsonl"))).hasSize(1);
    events.append(LATER);
    assertThat(events.read()).containsExactly(STEP, TEXT, LATER);
    assertThat(Files.readAllLines(folder.resolve("samples.jsonl"))).hasSize(2);
  }

  @Test
  void sampleThatAKillKeptFromItsOwnFileIsThereAgain() throws IOException {
    events.append(TEXT);
    long checkpoint = events.sync();
    Files.delete(folder.resolve("samples.jsonl"));

    events.cutTo(checkpoint);
    assertThat(Files.readAllLines(folder.resolve("samples.jsonl"))).hasSize(1);
  }

  @Test
  void historyThatIsShorterThanTheCheckpointLosesOnlyHalfALine() throws IOException {
    events.append(STEP);
    tear("{\"type\":\"st");
    events.cutTo(10_000);
    assertThat(events.read()).containsExactly(STEP);
    assertThat(folder.resolve("events.jsonl")).content().endsWith("}\n");
  }

  @Test
  void historyWithoutACheckpointBeginsAgain() {
    events.append(TEXT);
    events.cutTo(0);
    assertThat(events.read()).isEmpty();
    assertThat(folder.resolve("samples.jsonl")).isEmptyFile();
  }

  private void tear(String end) throws IOException {
    Files.writeString(
        folder.resolve("events.jsonl"), end, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
