package gemmalab.data.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.data.TokenSequence;
import gemmalab.data.TokenizedCorpus;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFolderTest {

  private static final int TOKENS = 65_536;

  @TempDir private Path temporary;

  @Test
  void tokensAreTwoBytesTheLowOneFirst() throws IOException {
    Path folder = write(new int[] {1, 256, 65_535}, new int[] {50_256});
    assertThat(folder.resolve("train.bin")).hasBinaryContent(new byte[] {1, 0, 0, 1, -1, -1});
    assertThat(folder.resolve("validation.bin")).hasBinaryContent(new byte[] {0x50, (byte) 0xC4});
    assertThat(names()).containsExactly("tokens");
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 32_768, 1 << 20})
  void tokensAreReadAcrossTheEdgesOfMappedParts(int tokensInPart) throws IOException {
    int[] ids = new SplittableRandom(1).ints(100_000, 0, TOKENS).toArray();
    Path file = write(ids, new int[1]).resolve("train.bin");
    MappedTokens tokens = MappedTokens.open(file, tokensInPart);
    assertThat(tokens.length()).isEqualTo(ids.length);
    assertThat(tokens.range(0, ids.length)).isEqualTo(ids);
    assertThat(tokens.range(99_990, 10)).isEqualTo(TokenSequence.of(ids).range(99_990, 10));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32_768, 80_000, 100_000})
  void tailMovesFromOneFileToTheOther(int count) throws IOException {
    int[] ids = new SplittableRandom(1).ints(100_000, 0, TOKENS).toArray();
    Path folder =
        TokenFolder.write(
            temporary.resolve("tokens"),
            TOKENS,
            (training, validation) -> {
              training.append(ids);
              training.moveTail(count, validation);
              training.append(new int[] {5});
              return temporary.resolve("tokens");
            });
    TokenizedCorpus corpus = TokenFolder.open(folder, TOKENS);
    TokenSequence all = TokenSequence.of(ids);
    int rest = ids.length - count;
    assertThat(corpus.validation().range(0, count)).isEqualTo(all.range(rest, count));
    assertThat(corpus.training().range(0, rest)).isEqualTo(all.range(0, rest));
    assertThat(corpus.training().range(rest, 1)).containsExactly(5);
  }

  @Test
  void fileBeyondTwoGigabytesIsReadToItsEnd() throws IOException {
    Path file = temporary.resolve("train.bin");
    long tokens = (1L << 30) + 5; // the file has a hole: it takes no room
    try (var channel =
        java.nio.channels.FileChannel.open(
            file,
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[] {7, 1}), (tokens - 1) * 2);
    }
    MappedTokens mapped = MappedTokens.open(file);
    assertThat(mapped.length()).isEqualTo(tokens);
    assertThat(mapped.range(tokens - 3, 3)).containsExactly(0, 0, 263);
  }

  @Test
  void tokenThatTheModelLacksIsNamed() throws IOException {
    Path folder = write(new int[] {1, 50_257}, new int[] {2});
    assertFault(() -> TokenFolder.open(folder, 50_257), "error.tokens.beyond", "50,257");
  }

  @Test
  void missingValidationFileIsNamed() throws IOException {
    Path folder = write(new int[] {1}, new int[] {2});
    Files.delete(folder.resolve("validation.bin"));
    assertFault(() -> TokenFolder.open(folder, TOKENS), "error.tokens.missing", "validation.bin");
  }

  @Test
  void halfATokenIsADamagedFile() throws IOException {
    Path folder = write(new int[] {1}, new int[] {2});
    Files.write(folder.resolve("train.bin"), new byte[3]);
    assertFault(() -> TokenFolder.open(folder, TOKENS), "error.file.damaged", "train.bin");
  }

  @Test
  void moreTokensThanFitIntoTwoBytesAreRefused() {
    assertFault(
        () -> TokenFolder.write(temporary.resolve("tokens"), TOKENS + 1, (t, v) -> t),
        "error.tokens.vocabulary",
        "65,537");
  }

  @Test
  void folderWithSomethingInItIsLeftAlone() throws IOException {
    Path folder = write(new int[] {1}, new int[] {2});
    assertFault(() -> write(new int[] {3}, new int[] {4}), "error.tokens.notEmpty", "tokens");
    assertThat(TokenFolder.open(folder, TOKENS).training().range(0, 1)).containsExactly(1);
  }

  @Test
  void fillingThatFailsLeavesNothing() throws IOException {
    Path folder = temporary.resolve("tokens");
    assertThatThrownBy(
            () ->
                TokenFolder.write(
                    folder,
                    TOKENS,
                    (training, validation) -> {
                      training.append(new int[100_000]);
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(names()).isEmpty();
  }

  private Path write(int[] training, int[] validation) {
    Path folder = temporary.resolve("tokens");
    return TokenFolder.write(
        folder,
        TOKENS,
        (trainingFile, validationFile) -> {
          trainingFile.append(training);
          validationFile.append(validation);
          return folder;
        });
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> inside = Files.list(temporary)) {
      return inside.map(path -> String.valueOf(path.getFileName())).toList().stream();
    }
  }

  private static void assertFault(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String key, String inMessage) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GemmaException.class, fault -> assertThat(fault.key()).isEqualTo(key))
        .hasMessageContaining(inMessage);
  }
}
