package gemmalab.checkpoint.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import gemmalab.checkpoint.pickle.MaliciousPickles.Attack;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a file asks for is run: a sentence names it, and the marker is never made. */
class MaliciousPickleTest {

  private static final byte[] STORAGE = TorchFiles.floats(0);

  @TempDir private Path folder;
  private Path marker;

  @BeforeEach
  void nameTheMarker() {
    marker = folder.resolve("marker");
  }

  @TestFactory
  Stream<DynamicTest> everyAttackIsASentence() {
    Map<String, Attack> attacks = MaliciousPickles.running("touch '" + marker + "'");
    assertThat(attacks).hasSizeGreaterThan(30);
    return attacks.entrySet().stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> assertRefused(each.getValue())));
  }

  private void assertRefused(Attack attack) throws IOException {
    byte[] pickle = attack.pickle();
    assertRefused(TorchFiles.zip(folder.resolve("a.pt"), pickle, STORAGE), attack.reason());
    assertRefused(TorchFiles.folder(folder.resolve("f"), pickle, STORAGE), attack.reason());
    Path legacy = folder.resolve("l.pt");
    boolean hasStorage = new String(pickle, StandardCharsets.ISO_8859_1).contains("FloatStorage");
    assertRefused(
        hasStorage
            ? TorchFiles.legacy(legacy, pickle, new long[] {1}, STORAGE)
            : TorchFiles.legacy(legacy, pickle, new long[0]),
        attack.reason());
  }

  private void assertRefused(Path file, String reason) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () ->
            assertThatThrownBy(() -> PickleFile.open(file))
                .isInstanceOf(GemmaException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason));
    assertThat(marker).doesNotExist();
  }

  /** Torch itself would load the first pickle of a file as it loads any other. */
  @Test
  void firstPickleOfALegacyFileIsNoBetter() throws IOException {
    Attack attack = MaliciousPickles.running("touch '" + marker + "'").get("calls os system");
    assertThat(attack).isNotNull();
    if (attack != null) {
      assertRefused(Files.write(folder.resolve("first.pt"), attack.pickle()), attack.reason());
    }
  }

  @Test
  void nameCannotBreakTheSentence() throws IOException {
    byte[] pickle =
        PickleBytes.begin().text("a\n\033[31m" + "b".repeat(10_000)).text("c").raw(0x93).end();
    Path file = TorchFiles.zip(folder.resolve("a.pt"), pickle);
    assertThatThrownBy(() -> PickleFile.open(file))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("a??[31mbbb")
        .satisfies(
            fault -> assertThat(String.valueOf(fault.getMessage()).length()).isLessThan(500));
  }

  /** Fifty lists, each of ten times the one before: such a value is not plain. */
  @Test
  void listsOfListsOfListsBesideAModelAreLeftOut() throws IOException {
    PickleBytes pickle = PickleBytes.begin().ops("}(").text("config").text("x");
    for (int i = 0; i < 50; i++) {
      pickle.ops("q").raw(i).ops("0](");
      for (int copy = 0; copy < 10; copy++) {
        pickle.ops("h").raw(i);
      }
      pickle.ops("e");
    }
    pickle.text("model").ops("}").text("a");
    pickle.tensor("FloatStorage", "0", 1, new long[] {1}, new long[] {1}).ops("su");
    Path path = TorchFiles.zip(folder.resolve("a.pt"), pickle.end(), STORAGE);
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> {
          try (PickleFile file = PickleFile.open(path)) {
            assertThat(file.besides()).isEmpty();
            assertThat(file.tensors()).containsOnlyKeys("a");
          }
        });
  }
}
