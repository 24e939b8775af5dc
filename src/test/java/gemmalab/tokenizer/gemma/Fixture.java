package gemmalab.tokenizer.gemma;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A small tokenizer with Gemma's settings, and what Hugging Face's library makes of hard texts. */
public final class Fixture {

  static final Path FOLDER = Path.of("src/test/resources/golden/gemma_tokenizer");
  public static final Path FILE = FOLDER.resolve("tokenizer.json");

  private Fixture() {}

  /** A text with the tokens that {@code tokenizers} gives. */
  public record Expected(
      String text,
      @SerializedName("tiny_ids") int[] ids,
      @SerializedName("tiny_ids_no_special") int[] idsWithoutPrefix,
      @SerializedName("tiny_decoded") String decoded) {}

  public static List<Expected> expected() throws IOException {
    String json = Files.readString(FOLDER.resolve("expected.json"));
    return List.of(new Gson().fromJson(json, Expected[].class));
  }

  public static GemmaTokenizer tokenizer() {
    return (GemmaTokenizer) GemmaTokenizerJson.read(FILE);
  }

  public static JsonObject json() throws IOException {
    return JsonParser.parseString(Files.readString(FILE)).getAsJsonObject();
  }

  /** The small tokenizer with the tokens of a conversation's turns, ids 900 and 901. */
  public static Path withTurns(Path folder) throws IOException {
    return changed(
        folder,
        json -> {
          for (String name : List.of(GemmaTokenizer.START_OF_TURN, GemmaTokenizer.END_OF_TURN)) {
            JsonObject token = addedToken(895 + added(json).size(), name);
            token.addProperty("special", true);
            added(json).add(token);
          }
        });
  }

  /** The small tokenizer with a change. */
  public static Path changed(Path folder, Consumer<JsonObject> change) throws IOException {
    JsonObject json = json();
    change.accept(json);
    return Files.writeString(folder.resolve("tokenizer.json"), json.toString());
  }

  public static JsonObject model(JsonObject json) {
    return json.getAsJsonObject("model");
  }

  public static JsonArray added(JsonObject json) {
    return json.getAsJsonArray("added_tokens");
  }

  /** An entry of {@code added_tokens} whose flags are all false. */
  static JsonObject addedToken(int id, String content) {
    JsonObject token = new JsonObject();
    token.addProperty("id", id);
    token.addProperty("content", content);
    for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized", "special")) {
      token.addProperty(flag, false);
    }
    return token;
  }
}
