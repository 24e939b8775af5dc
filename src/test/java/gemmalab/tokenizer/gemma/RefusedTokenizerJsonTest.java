package gemmalab.tokenizer.gemma;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedTokenizerJsonTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "truncation | {'max_length': 8}",
        "padding | {'strategy': 'BatchLongest'}",
        "version | '2.0'",
        "normalizer | null",
        "normalizer | {'type': 'NFC'}",
        "normalizer | {'type': 'Replace', 'pattern': {'Regex': ' '}, 'content': '▁'}",
        "pre_tokenizer | {'type': 'Whitespace'}",
        "post_processor | {'type': 'BertProcessing'}",
        "post_processor | {'type': 'TemplateProcessing', 'single': []}",
        "decoder | null",
        "decoder | {'type': 'Metaspace'}",
        "model.type | 'Unigram'",
        "model.dropout | 0.1",
        "model.byte_fallback | false",
        "model.byte_fallback | null",
        "model.continuing_subword_prefix | '##'",
        "model.end_of_word_suffix | '</w>'",
        "model.new_setting | 1",
        "new_step | {'type': 'Reverse'}",
      })
  void whatWouldChangeTokensIsRefusedByItsName(String key, String value) throws IOException {
    JsonElement wrong = JsonParser.parseString(value);
    assertFault(
        json -> {
          String last = key.substring(key.indexOf('.') + 1);
          (last.equals(key) ? json : Fixture.model(json)).add(last, wrong);
        },
        "\"" + key + "\" is " + wrong);
  }

  @Test
  void templateWithSomethingAfterTheTextIsRefused() throws IOException {
    String after = "[{'Sequence': {'id': 'A'}}, {'SpecialToken': {'id': '<bos>'}}]";
    assertFault(json -> template(json, after), "\"post_processor\" is {\"type\":\"TemplateProc");
    String unknown = "[{'SpecialToken': {'id': '<cls>'}}, {'Sequence': {'id': 'A'}}]";
    assertFault(json -> template(json, unknown), "\"post_processor\"");
  }

  @ParameterizedTest
  @CsvSource({"single_word", "lstrip", "rstrip"})
  void flagOfAnAddedTokenThatIsNotReadIsNamed(String flag) throws IOException {
    Consumer<JsonObject> change =
        json -> Fixture.added(json).get(4).getAsJsonObject().addProperty(flag, true);
    assertFault(change, "\"<mask>." + flag + "\" is true");
  }

  @Test
  void tokenThatEveryTextMayNeedIsNamed() throws IOException {
    assertFault(renamed("<0x7F>", "other"), "has no token \"<0x7F>\"");
    assertFault(renamed("<eos>", "other"), "has no token \"<eos>\"");
  }

  @Test
  void wrongIdsAreSaid() throws IOException {
    assertFault(json -> vocabulary(json).addProperty("the", 5), "two tokens have the id 5");
    assertFault(json -> vocabulary(json).addProperty("the", 1_000), "no token has the id");
    assertFault(json -> vocabulary(json).addProperty("the", -1), "has the id -1");
    assertFault(json -> vocabulary(json).addProperty("the", 1 << 30), "has the id 1073741824");
    assertFault(
        json -> Fixture.added(json).add(Fixture.addedToken(905, "<new>")),
        "has the id 905, not 900");
    assertFault(
        json -> Fixture.added(json).add(Fixture.addedToken(1, "<eos>")), "<eos> is there twice");
  }

  @Test
  void wrongMergesAreSaid() throws IOException {
    assertFault(merge("[\"he\", \"zzz\"]"), "the token zzz, which is not there");
    assertFault(merge("\"the cat is\""), "the cat is is not of two tokens");
    assertFault(merge("[\"a\"]"), "is damaged");
    assertFault(merge("7"), "is damaged");
  }

  private static Consumer<JsonObject> merge(String merge) {
    return json ->
        Fixture.model(json).getAsJsonArray("merges").set(3, JsonParser.parseString(merge));
  }

  @Test
  void valuesWithoutEndAreNotRead() throws IOException {
    String many = "a".repeat(1 << 15);
    assertFault(json -> json.addProperty("normalizer", many), "more than 16384 characters");
    assertFault(json -> vocabulary(json).addProperty(many, 900), "more than 16384 characters");
    String longest = "a".repeat(1_001);
    assertFault(json -> vocabulary(json).addProperty(longest, 900), "has 1001 bytes");
    assertText(text -> text.replace("\"<unk>\",", "[".repeat(9_000)), "is damaged");
  }

  @Test
  void damagedFilesAreSaid() throws IOException {
    assertText(text -> "", "is damaged");
    assertText(text -> "[]", "is damaged");
    assertText(text -> text + "{}", "is damaged");
    assertText(text -> text.substring(0, text.length() / 2), "is damaged");
    assertText(text -> text.replace("\"version\"", "\"padding\""), "padding is there twice");
    assertText(text -> text.replace("\"merges\"", "\"joins\""), "\"model.joins\" is");
    assertFault(json -> Fixture.model(json).remove("merges"), "it has no merges");
    assertText(text -> "{}", "\"normalizer\" is null");
    Path missing = folder.resolve("none.json");
    assertThatThrownBy(() -> GemmaTokenizerJson.read(missing))
        .isInstanceOf(GemmaException.class)
        .hasMessageStartingWith("There is no file " + missing);
  }

  private static void template(JsonObject json, String single) {
    json.getAsJsonObject("post_processor").add("single", JsonParser.parseString(single));
  }

  private static JsonObject vocabulary(JsonObject json) {
    return Fixture.model(json).getAsJsonObject("vocab");
  }

  private static Consumer<JsonObject> renamed(String token, String other) {
    return json -> vocabulary(json).add(other, vocabulary(json).remove(token));
  }

  private void assertFault(Consumer<JsonObject> change, String inMessage) throws IOException {
    Path file = Fixture.changed(folder, change);
    assertThatThrownBy(() -> GemmaTokenizerJson.read(file))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(inMessage);
  }

  private void assertText(UnaryOperator<String> change, String inMessage) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    assertText(file, change.apply(Files.readString(Fixture.FILE)), inMessage);
  }

  private static void assertText(Path file, String text, String inMessage) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(() -> GemmaTokenizerJson.read(file))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(inMessage);
  }
}
