package gemmalab.data.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.data.TokenizedCorpus;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of token ids as other programs write them. */
class TokenFormatTest {

  private static final Gpt2Tokenizer GPT2 = new Gpt2Tokenizer();
  private static final int LLM_C = 20_240_520;
  private static final int LLAMA = 20_240_801;
  private static final int[] STORY =
      GPT2.encode(
          "Once upon a time there was a fox named Rio. He lived in a forest near the river, and"
              + " every morning he went to see the old owl.\n\"Good morning,\" said the owl.");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "train.bin,validation.bin",
    "train.bin,val.bin",
    "tiny_shakespeare_train.bin,tiny_shakespeare_val.bin"
  })
  void namesOfOtherProjectsAreKnown(String training, String validation) throws IOException {
    write(training, ids(Short.BYTES, STORY));
    write(validation, ids(Short.BYTES, STORY));
    assertThat(TokenFolder.isOne(folder)).isTrue();
    assertStories(open());
  }

  @ParameterizedTest
  @ValueSource(ints = {Short.BYTES, Integer.BYTES, Long.BYTES})
  void idsOfAnyWidthAreRead(int idBytes) throws IOException {
    write("train.bin", ids(idBytes, STORY));
    write("val.bin", ids(idBytes, STORY));
    assertStories(open());
  }

  @Test
  void headerOfLlmCIsNoText() throws IOException {
    write("train.bin", headed(LLM_C, STORY.length));
    write("val.bin", headed(LLM_C, STORY.length));
    assertStories(open());
  }

  @Test
  void headerThatSaysMoreThanThereIsNamesBothCounts() throws IOException {
    write("train.bin", headed(LLM_C, 2_000_000));
    write("val.bin", headed(LLM_C, STORY.length));
    assertRefused("2,000,000", String.valueOf(STORY.length));
  }

  @Test
  void headerOfLlamaIsRefusedByItsName() throws IOException {
    write("train.bin", headed(LLAMA, STORY.length));
    write("val.bin", headed(LLAMA, STORY.length));
    assertRefused("Llama 3");
  }

  @Test
  void wideIdsBeyondTheVocabularyAreNamed() throws IOException {
    int[] gemma = IntStream.range(0, 200).map(i -> 100 + i * 1_000).toArray();
    write("train.bin", ids(Integer.BYTES, gemma));
    write("val.bin", ids(Integer.BYTES, gemma));
    assertRefused("token 199,100", "50,257");
  }

  @Test
  void twoFilesForOnePartAreRefusedByTheirNames() throws IOException {
    write("train.bin", ids(Short.BYTES, STORY));
    write("val.bin", ids(Short.BYTES, STORY));
    write("validation.bin", ids(Short.BYTES, STORY));
    assertRefused("val.bin", "validation.bin");
  }

  @Test
  void idsOfCharactersAreRefused() throws IOException {
    int[] characters =
        "To be, or not to be, that is the question".chars().map(c -> c % 65).toArray();
    write("train.bin", ids(Short.BYTES, characters));
    write("val.bin", ids(Short.BYTES, characters));
    assertRefused("single characters");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 29, 1_000, 7_001})
  void idsOfAnotherVocabularyAreRefused(int shift) throws IOException {
    String text = Files.readString(Path.of("src/test/resources/field/separator-plain.jsonl"));
    int[] others = Arrays.stream(GPT2.encode(text)).map(id -> (id + shift) % 50_256).toArray();
    write("train.bin", ids(Short.BYTES, others));
    write("val.bin", ids(Short.BYTES, others));
    assertRefused("not made with");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "むかしむかし、あるところに、おじいさんとおばあさんが住んでいました。",
        "def f(x):\n    return {k: v ** 2 for k, v in x.items()}  # squares\n\n\n",
        "Größe, naïve, 東京 🙂 1234567890",
        "<|endoftext|>"
      })
  void textsOfAnyKindAreTheTokenizers(String text) throws IOException {
    int[] ids = GPT2.encode(text.repeat(200));
    write("train.bin", ids(Short.BYTES, ids));
    write("val.bin", ids(Short.BYTES, ids));
    assertThat(open().training().length()).isEqualTo(ids.length);
  }

  private TokenizedCorpus open() {
    TokenizedCorpus corpus = TokenFolder.open(folder, GPT2.size());
    TokenText.require(folder, corpus, GPT2);
    return corpus;
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(this::open)
        .isInstanceOf(GemmaException.class)
        .hasMessageContainingAll(parts);
  }

  private static void assertStories(TokenizedCorpus corpus) {
    assertThat(corpus.training().range(0, STORY.length)).isEqualTo(STORY);
    assertThat(corpus.validation().length()).isEqualTo(STORY.length);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private static byte[] headed(int magic, int count) {
    ByteBuffer header = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(magic).putInt(1).putInt(count);
    byte[] ids = ids(Short.BYTES, STORY);
    return ByteBuffer.allocate(1024 + ids.length).put(header.array()).put(ids).array();
  }

  private static byte[] ids(int idBytes, int[] ids) {
    ByteBuffer bytes = ByteBuffer.allocate(ids.length * idBytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int id : ids) {
      switch (idBytes) {
        case Short.BYTES -> bytes.putShort((short) id);
        case Integer.BYTES -> bytes.putInt(id);
        default -> bytes.putLong(id);
      }
    }
    return bytes.array();
  }
}
