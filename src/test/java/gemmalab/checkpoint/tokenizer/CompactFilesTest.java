package gemmalab.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.Gpt2Merges;
import gemmalab.tokenizer.TextVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What transformers finds; that its ids are the app's was tried by hand with 10,000 texts. */
class CompactFilesTest {

  private static final CompactTokenizer TOKENIZER =
      new CompactTokenizer(TextVocabulary.of(Stream.of("a cat"), 1, 1_000));

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    CompactFiles.write(folder, TOKENIZER, 128);
  }

  @Test
  void configNamesAClassOfTheFolder() throws IOException {
    JsonObject config = json("tokenizer_config.json");
    JsonArray classes = config.getAsJsonObject("auto_map").getAsJsonArray("AutoTokenizer");
    String slow = classes.get(0).getAsString();
    int dot = slow.indexOf('.');
    assertThat(folder.resolve(slow.substring(0, dot) + ".py"))
        .content()
        .contains("\nclass " + slow.substring(dot + 1) + "(");
    assertThat(classes.get(1).isJsonNull()).isTrue();
    assertThat(config.get("eos_token").getAsString()).isEqualTo("<|endoftext|>");
    assertThat(config.get("model_max_length").getAsInt()).isEqualTo(128);
  }

  /**
   * Without leave to run the class, transformers looks for the class of this name and for a file
   * that any other could read; with neither it fails instead of making another tokenizer.
   */
  @Test
  void noOtherTokenizerCanTakeItsPlace() throws IOException {
    assertThat(json("tokenizer_config.json").get("tokenizer_class").getAsString())
        .isEqualTo("CompactTokenizer");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            "vocabulary.json", "merges.txt", "tokenization_compact.py", "tokenizer_config.json");
  }

  /** The class takes the bytes, then what each merge makes, for GPT-2's ids. */
  @Test
  void mergesStandInTheOrderOfGpt2sIds() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("merges.txt"));
    assertThat(lines).hasSize(1 + 50_000).startsWith("#version: 0.2", "Ġ t", "Ġ a", "h e");
    List<String> made = lines.stream().skip(1).map(line -> line.replace(" ", "")).toList();
    assertThat(made).isEqualTo(new Gpt2Merges().tokens().subList(256, 50_256));
  }

  private JsonObject json(String name) throws IOException {
    return JsonParser.parseString(Files.readString(folder.resolve(name))).getAsJsonObject();
  }
}
