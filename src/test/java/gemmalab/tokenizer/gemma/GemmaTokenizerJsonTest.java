package gemmalab.tokenizer.gemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.checkpoint.tokenizer.TokenizerJson;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GemmaTokenizerJsonTest {

  private static final String TEXT = "Once upon a time,  the 猫 <bos>the cat\n";

  @TempDir private Path folder;

  @Test
  void mergesMayBeTextsAndComeBeforeTheTokens() throws IOException {
    assertSameTokens(
        json -> {
          JsonObject model = Fixture.model(json);
          JsonArray merges = new JsonArray();
          for (JsonElement merge : model.getAsJsonArray("merges")) {
            JsonArray pair = merge.getAsJsonArray();
            merges.add(pair.get(0).getAsString() + " " + pair.get(1).getAsString());
          }
          JsonElement vocabulary = model.remove("vocab");
          model.add("merges", merges);
          model.add("vocab", vocabulary);
        });
  }

  @Test
  void textNeedNotBeSplitAtSpacesThatAreNotThere() throws IOException {
    assertSameTokens(json -> json.remove("pre_tokenizer"));
  }

  private void assertSameTokens(Consumer<JsonObject> change) throws IOException {
    assertThat(read(change).encodePrompt(TEXT)).isEqualTo(Fixture.tokenizer().encodePrompt(TEXT));
  }

  @Test
  void ofAMergeThatIsListedTwiceTheLastCounts() throws IOException {
    GemmaTokenizer once = read(json -> merges(json, "[['x', 'y'], ['y', 'z']]"));
    assertThat(pieces(once, "xyz")).containsExactly("xy", "z");
    GemmaTokenizer twice = read(json -> merges(json, "[['x', 'y'], ['y', 'z'], ['x', 'y']]"));
    assertThat(pieces(twice, "xyz")).containsExactly("x", "yz");
  }

  @Test
  void textThatIsATokenStaysOneIfMergesAreIgnored() throws IOException {
    Consumer<JsonObject> none = json -> merges(json, "[]");
    assertThat(pieces(read(none), "xy")).containsExactly("x", "y");
    Consumer<JsonObject> ignored = json -> Fixture.model(json).addProperty("ignore_merges", true);
    assertThat(pieces(read(none.andThen(ignored)), "xy")).containsExactly("xy");
    assertThat(pieces(read(none.andThen(ignored)), "xyx")).containsExactly("x", "y", "x");
  }

  /** Other merges, with two more tokens for them. */
  private static void merges(JsonObject json, String merges) {
    vocabulary(json).addProperty("xy", 900);
    vocabulary(json).addProperty("yz", 901);
    Fixture.model(json).add("merges", JsonParser.parseString(merges));
  }

  @Test
  void addedTokensAreLookedForBeforeOrAfterSpacesAreReplacedAndTheLongestCounts()
      throws IOException {
    GemmaTokenizer tokenizer =
        read(
            json -> {
              Fixture.added(json).add(Fixture.addedToken(900, "x y"));
              Fixture.added(json).add(Fixture.addedToken(901, "x yz"));
              JsonObject normalized = Fixture.addedToken(902, "q r");
              normalized.addProperty("normalized", true);
              Fixture.added(json).add(normalized);
            });
    assertThat(tokenizer.encode("x yx yz")).containsExactly(900, 901);
    assertThat(tokenizer.encode("x▁y")).doesNotContain(900);
    assertThat(tokenizer.encode("q rq▁r")).containsExactly(902, 902);
    assertThat(tokenizer.bytes(902)).asString().isEqualTo("q r");
  }

  @Test
  void promptBeginsWithWhatTheFileSays() throws IOException {
    assertThat(read(json -> json.add("post_processor", null)).encodePrompt("")).isEmpty();
    String twice = "[{'SpecialToken': {'id': '<bos>'}}, {'SpecialToken': {'id': '<bos>'}},";
    GemmaTokenizer tokenizer = read(json -> template(json, twice + "{'Sequence': {'id': 'A'}}]"));
    assertThat(tokenizer.encodePrompt("")).containsExactly(2, 2);
  }

  private static void template(JsonObject json, String single) {
    json.getAsJsonObject("post_processor").add("single", JsonParser.parseString(single));
  }

  @Test
  void gpt2sFileIsRecognised() throws IOException {
    TokenizerJson.write(folder, 512);
    Path file = folder.resolve("tokenizer.json");
    assertThat(GemmaTokenizerJson.read(file)).isInstanceOf(Gpt2Tokenizer.class);
    String text = Files.readString(file);
    assertText(
        file, text.replace("\"Ġthe\":", "\"Ġqqthe\":"), "GPT-2’s (first difference: Ġqqthe)");
    assertText(file, text.replace("\"Ġ t\",", "\"Ġ a\","), "difference: Ġ t)");
    assertText(
        file,
        text.replaceFirst("\"add_prefix_space\":false", "\"add_prefix_space\":true"),
        "\"pre_tokenizer\"");
    assertText(
        file,
        text.replaceFirst(
            "\\[\\{\"id\":50256",
            "[{\"id\":7,\"content\":\"x\","
                + "\"single_word\":false,\"lstrip\":false,\"rstrip\":false,\"normalized\":false,"
                + "\"special\":false},{\"id\":50256"),
        "difference: x)");
  }

  private GemmaTokenizer read(Consumer<JsonObject> change) throws IOException {
    return (GemmaTokenizer) GemmaTokenizerJson.read(Fixture.changed(folder, change));
  }

  private static JsonObject vocabulary(JsonObject json) {
    return Fixture.model(json).getAsJsonObject("vocab");
  }

  private static List<String> pieces(GemmaTokenizer tokenizer, String text) {
    return Arrays.stream(tokenizer.encode(text))
        .mapToObj(id -> new String(tokenizer.bytes(id), StandardCharsets.UTF_8))
        .map(piece -> piece.replace(' ', '▁'))
        .toList();
  }

  private static void assertText(Path file, String text, String inMessage) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(() -> GemmaTokenizerJson.read(file))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(inMessage);
  }
}
