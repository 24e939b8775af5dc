package gemmalab.checkpoint.tokenizer;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gemmalab.checkpoint.json.JsonFaults;
import gemmalab.checkpoint.json.JsonFile;
import gemmalab.checkpoint.json.JsonKeys;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes {@code vocabulary.json}: the GPT-2 ids of a compact vocabulary's tokens. */
public final class VocabularyJson {

  private static final String IDS = "gpt2_token_ids";

  private VocabularyJson() {}

  /**
   * Reads a model's vocabulary.
   *
   * @throws GemmaException if the file is damaged or its list is none
   */
  public static CompactVocabulary read(Path path) {
    try {
      JsonObject json = JsonFile.read(path);
      List<Integer> ids = new ArrayList<>();
      for (JsonElement id : new JsonKeys(path, json).array(IDS)) {
        ids.add(id.getAsBigDecimal().intValueExact()); // 4294967552 is no 256
      }
      return new CompactVocabulary(ids);
    } catch (GemmaException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // a value of another kind, in one of many ways
      throw new GemmaException(e, "error.file.damaged", path, JsonFaults.reason(e));
    }
  }

  /** The text of a {@code vocabulary.json}. */
  public static String write(CompactVocabulary vocabulary) {
    JsonObject json = new JsonObject();
    json.add(IDS, new Gson().toJsonTree(vocabulary.gpt2TokenIds()));
    return json + "\n";
  }
}
