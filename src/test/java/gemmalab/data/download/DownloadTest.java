package gemmalab.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.data.PreparationMonitor;
import gemmalab.data.PreparationProgress;
import gemmalab.data.PreparationProgress.Stage;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {

  private static final int SIZE = 1_000_000;
  private static final int HALF = SIZE / 2;

  @TempDir private Path folder;
  private Path file;
  private FileServer server;

  @BeforeEach
  void serve() throws IOException {
    file = folder.resolve("cache/a.txt");
    server = new FileServer(content(1));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void freshFileComesWhole() throws IOException {
    download();
    assertThat(file).hasBinaryContent(server.content);
    assertThat(names()).containsExactly("a.txt");
    assertThat(server.ranges).containsExactly("");
  }

  @Test
  void fileThatIsThereIsNotAskedForAgain() {
    download();
    server.close();
    download();
    assertThat(server.ranges).hasSize(1);
  }

  @Test
  void downloadGoesOnAfterTheConnectionBroke() {
    server.cuts.addAll(List.of(HALF, HALF / 2));
    download();
    assertThat(file).hasBinaryContent(server.content);
    assertThat(server.ranges).hasSize(3).first().isEqualTo("");
    assertThat(server.ranges.get(1)).startsWith("bytes=");
    assertThat(begin(2)).isGreaterThan(begin(1));
  }

  @Test
  void laterDownloadGoesOnWhereAnEarlierOneBrokeOff() throws IOException {
    server.cuts.addAll(List.of(HALF, 0));
    assertFault("error.download.broken");
    assertThat(file).doesNotExist();
    long kept = Files.size(folder.resolve("cache/a.txt.part"));
    assertThat(kept).isBetween(1L, (long) HALF);
    download();
    assertThat(file).hasBinaryContent(server.content);
    assertThat(begin(2)).isEqualTo(kept);
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void anotherVersionOnTheServerComesFromTheBeginning() throws IOException {
    server.cuts.addAll(List.of(HALF, 0));
    assertFault("error.download.broken");
    server.close();
    server = new FileServer(content(2));
    server.etag = "\"two\"";
    download();
    assertThat(file).hasBinaryContent(content(2));
  }

  @Test
  void serverWithoutRangesSendsAllAgain() {
    server.ignoresRanges = true;
    server.cuts.add(HALF);
    download();
    assertThat(file).hasBinaryContent(server.content);
  }

  @Test
  void versionThatMayDifferInBytesIsNotGoneOnWith() {
    server.etag = "W/\"weak\"";
    server.cuts.add(HALF);
    download();
    assertThat(file).hasBinaryContent(server.content);
    assertThat(server.ranges).containsExactly("", "");
  }

  @Test
  void serverThatBreaksOffAgainAndAgainAtTheSamePlaceIsGivenUp() {
    server.ignoresRanges = true;
    server.cuts.addAll(List.of(HALF, HALF, HALF, HALF));
    assertFault("error.download.broken");
    assertThat(server.ranges).hasSize(2);
  }

  @Test
  void wrongChecksumIsThrownAway() throws IOException {
    String right = server.sha256;
    server.sha256 = "0".repeat(64);
    assertFault("error.download.wrong");
    assertThat(file).doesNotExist();
    assertThat(folder.resolve("cache/a.txt.part")).isEmptyFile();
    server.sha256 = right;
    download();
    assertThat(file).hasBinaryContent(server.content);
  }

  @Test
  void partThatWasDamagedOnTheDiskIsNotTakenForWhole() throws IOException {
    server.cuts.addAll(List.of(HALF, 0));
    assertFault("error.download.broken");
    Path part = folder.resolve("cache/a.txt.part");
    byte[] bytes = Files.readAllBytes(part);
    bytes[5] ^= 1;
    Files.write(part, bytes);
    assertFault("error.download.wrong");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "99999999999999999999", ""})
  void sizeThatIsNoNumberCountsAsNone(String size) {
    server.size = size;
    download();
    assertThat(file).hasBinaryContent(server.content);
  }

  @Test
  void withoutChecksumTheSizeDecides() {
    server.namesChecksum = false;
    server.cuts.add(HALF);
    download();
    assertThat(file).hasBinaryContent(server.content);
  }

  @Test
  void withoutANetworkTheRemedyIsNamed() throws IOException {
    String url = server.url();
    server.close();
    assertThatThrownBy(() -> Download.from(url, "a.txt").to(file, PreparationMonitor.NONE))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(url)
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("stories");
    assertThat(file).doesNotExist();
  }

  @Test
  void hostThatDoesNotExistCannotBeReached() {
    Download absent = Download.from("http://nowhere.invalid/data", "a.txt");
    assertThatThrownBy(() -> absent.to(file, PreparationMonitor.NONE))
        .isInstanceOfSatisfying(
            GemmaException.class,
            fault -> assertThat(fault.key()).isEqualTo("error.download.offline"));
  }

  @Test
  void fileThatTheServerLacksIsNamedWithItsAnswer() {
    assertThatThrownBy(
            () -> Download.from(server.url(), "absent.txt").to(file, PreparationMonitor.NONE))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("absent.txt")
        .hasMessageContaining("404");
  }

  @Test
  void cancellingKeepsWhatHasComeForLater() throws IOException {
    server.cuts.add(HALF);
    server.hangs = true;
    Queue<PreparationProgress> seen = new ConcurrentLinkedQueue<>();
    PreparationMonitor monitor =
        PreparationMonitor.of(
            seen::add, () -> seen.stream().anyMatch(progress -> progress.bytes() >= HALF));
    assertThatThrownBy(() -> Download.from(server.url(), "a.txt").to(file, monitor))
        .isInstanceOf(CancellationException.class);
    assertThat(file).doesNotExist();
    assertThat(Files.size(folder.resolve("cache/a.txt.part"))).isEqualTo(HALF);
    server.hangs = false;
    download();
    assertThat(file).hasBinaryContent(server.content);
    assertThat(begin(1)).isEqualTo(HALF);
  }

  @Test
  void progressCountsFromWhatWasThere() throws IOException {
    server.cuts.addAll(List.of(HALF, 0));
    assertFault("error.download.broken");
    long kept = Files.size(folder.resolve("cache/a.txt.part"));
    server.cuts.add(1_000);
    server.hangs = true;
    Queue<PreparationProgress> seen = new ConcurrentLinkedQueue<>();
    PreparationMonitor monitor =
        PreparationMonitor.of(
            seen::add, () -> seen.stream().anyMatch(progress -> progress.bytes() > kept));
    assertThatThrownBy(() -> Download.from(server.url(), "a.txt").to(file, monitor))
        .isInstanceOf(CancellationException.class);
    assertThat(seen.stream().reduce((first, second) -> second).orElseThrow())
        .satisfies(
            last -> {
              assertThat(last.stage()).isEqualTo(Stage.DOWNLOADING);
              assertThat(last.bytes()).isEqualTo(kept + 1_000);
              assertThat(last.bytesBefore()).isEqualTo(kept);
              assertThat(last.totalBytes()).hasValue(SIZE);
              assertThat(last.secondsLeft()).isPresent();
            });
  }

  @Test
  void fileThatIsBeingDownloadedIsLeftToTheOther() throws IOException {
    Files.createDirectories(folder.resolve("cache"));
    try (PartFile other = PartFile.of(file)) {
      assertFault("error.download.busy");
      assertThat(other.size()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no address", "ftp://host/folder", "folder/below"})
  void whatIsNoAddressIsNamed(String url) {
    assertThatThrownBy(() -> Download.from(url, "a.txt"))
        .isInstanceOfSatisfying(
            GemmaException.class,
            fault -> assertThat(fault.key()).isEqualTo("error.download.address"));
  }

  private void download() {
    Download.from(server.url(), "a.txt").to(file, PreparationMonitor.NONE);
  }

  private void assertFault(String key) {
    assertThatThrownBy(this::download)
        .isInstanceOfSatisfying(
            GemmaException.class, fault -> assertThat(fault.key()).isEqualTo(key));
  }

  private long begin(int request) {
    return Long.parseLong(server.ranges.get(request).replaceAll("\\D", ""));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> inside = Files.list(folder.resolve("cache"))) {
      return inside.map(path -> String.valueOf(path.getFileName())).toList();
    }
  }

  private static byte[] content(int seed) {
    byte[] content = new byte[SIZE];
    new Random(seed).nextBytes(content);
    return content;
  }
}
