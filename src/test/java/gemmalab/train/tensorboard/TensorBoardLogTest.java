package gemmalab.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gemmalab.text.GemmaException;
import gemmalab.train.TrainEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files are read back by readers that share no code with the writers. */
class TensorBoardLogTest {

  private static final TrainEvent STEP = new TrainEvent.Step(300, 8, 0.5, 3.25, 1e-3, 0.75, 160.5);
  private static final TrainEvent EVALUATED = new TrainEvent.Evaluated(0, 0, 0.25, 10.5, 0.1, 3.8);
  private static final TrainEvent SAMPLED = new TrainEvent.Sampled(300, 8, 1.5, "Once. “猫” sat.");
  private static final TrainEvent SAVED = new TrainEvent.Saved(300, 8, 2, "last");
  private static final Instant START = Instant.ofEpochSecond(1_700_000_000L);

  @TempDir Path folder;

  @Test
  void checksumOfTheReaderIsThatOfTheStandard() {
    byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(TfRecordReader.crc32c(check)).isEqualTo(0xE3069283);
    assertThat(TfRecordReader.crc32c(new byte[32])).isEqualTo(0x8A9136AA); // RFC 3720, B.4
  }

  @Test
  void fileBeginsWithItsVersionAndTheFirstStep() throws IOException {
    List<ProtoReader> events = converted(EVALUATED);
    assertThat(events.get(0).text(3)).isEqualTo("brain.Event:2");
    assertThat(events.get(1).get(2)).isEqualTo(0L);
    assertThat(events.get(1).message(7).get(1)).isEqualTo(1L); // SessionLog.START
  }

  @Test
  void stepsAreScalarsUnderTheTagsThatPeopleExpect() throws IOException {
    List<ProtoReader> events = converted(EVALUATED, STEP);
    assertThat(events.stream().skip(2).map(TensorBoardLogTest::scalar))
        .containsExactly(
            "0 loss/validation 10.5",
            "300 loss/train 3.25",
            "300 learning_rate 0.001",
            "300 gradient_norm 0.75",
            "300 tokens_per_second 160.5");
  }

  @Test
  void timesAreThoseThatTheEventsHad() throws IOException {
    List<ProtoReader> events = converted(EVALUATED, STEP);
    assertThat((double) events.get(2).get(1)).isCloseTo(1_700_000_000.25, within(1e-6));
    assertThat((double) events.get(3).get(1)).isCloseTo(1_700_000_000.5, within(1e-6));
  }

  @Test
  void samplesAreTexts() throws IOException {
    ProtoReader value = converted(SAMPLED).get(2).message(5).message(1);
    assertThat(value.text(1)).isEqualTo("sample");
    assertThat(value.message(8).get(1)).isEqualTo(7L); // DT_STRING
    assertThat(value.message(8).text(8)).isEqualTo("Once. “猫” sat.");
    assertThat(value.message(9).message(1).text(1)).isEqualTo("text");
    assertThat(value.has(2)).isFalse();
  }

  @Test
  void runThatGoesOnGetsANewFileThatTakesBackLaterSteps() throws IOException {
    TensorBoardLog first = new TensorBoardLog(folder);
    first.write(EVALUATED, START);
    first.write(STEP, START);
    TensorBoardLog second = new TensorBoardLog(folder);
    second.write(SAVED, START);
    second.write(STEP, START);

    List<Path> files = files();
    assertThat(files).hasSize(2);
    List<ProtoReader> again = read(files.get(1));
    assertThat(again.get(1).get(2)).isEqualTo(301L);
    assertThat(again.get(1).message(7).get(1)).isEqualTo(1L);
    assertThat(again).hasSize(2 + 4);
    assertThat(read(files.get(0))).hasSize(2 + 1 + 4);
  }

  @Test
  void nothingIsMadeBeforeTheFirstEvent() {
    assertThat(new TensorBoardLog(folder.resolve("tensorboard"))).isNotNull();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void readerDetectsEveryTruncationAndEveryDamage() throws IOException {
    TensorBoardExport.write(folder, "mine", List.of(EVALUATED, SAMPLED), START);
    byte[] whole = Files.readAllBytes(files().get(0));
    Path damaged = folder.resolve("damaged");
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x10;
      Files.write(damaged, flipped);
      assertThatThrownBy(() -> TfRecordReader.read(damaged)).isInstanceOf(IOException.class);
    }
    byte[] last = TfRecordReader.read(files().get(0)).get(3);
    for (int cut = 1; cut < last.length + 16; cut++) {
      Files.write(damaged, Arrays.copyOf(whole, whole.length - cut));
      assertThatThrownBy(() -> TfRecordReader.read(damaged)).hasMessage("truncated");
    }
  }

  @Test
  void folderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThatThrownBy(() -> new TensorBoardLog(file).on(STEP))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void exportOfTheSameRunReplacesItsFile() throws IOException {
    converted(EVALUATED, STEP);
    byte[] once = Files.readAllBytes(files().get(0));
    converted(EVALUATED, STEP);
    assertThat(files()).hasSize(1);
    assertThat(files().get(0)).hasBinaryContent(once);
  }

  @Test
  void exportDoesNotJoinThePointsOfAnotherRun() throws IOException {
    new TensorBoardLog(folder).write(STEP, START);
    assertThatThrownBy(() -> converted(STEP))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(files().get(0).getFileName().toString());
    assertThat(files()).hasSize(1);
  }

  private List<ProtoReader> converted(TrainEvent... events) throws IOException {
    TensorBoardExport.write(folder, "mine", List.of(events), START);
    return read(files().get(0));
  }

  private static List<ProtoReader> read(Path file) throws IOException {
    return TfRecordReader.read(file).stream().map(ProtoReader::new).toList();
  }

  private static String scalar(ProtoReader event) {
    ProtoReader value = event.message(5).message(1);
    return event.get(2) + " " + value.text(1) + " " + value.get(2);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(path -> path.getFileName().toString().startsWith("events.out.tfevents."))
          .sorted()
          .toList();
    }
  }
}
