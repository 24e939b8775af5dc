package gemmalab.checkpoint.tokenizer;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import gemmalab.files.DurableFile;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.Gpt2Merges;
import gemmalab.tokenizer.TextStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The files of a compact vocabulary beside a model: the app's own list, and for {@code
 * transformers} GPT-2's merges and a class that spells other tokens in their bytes. A {@code
 * tokenizer.json} has no step for that. The class is code, which {@code AutoTokenizer} runs with
 * {@code trust_remote_code=True} only. Without it, no other tokenizer takes its place: the
 * configuration names a class that {@code transformers} does not have, and there is no file that
 * another reads.
 */
final class CompactFiles {

  private static final String CLASS = "CompactTokenizer";
  private static final String MODULE = "tokenization_compact";
  private static final String MERGES = "merges.txt";
  private static final String MERGES_HEADER = "#version: 0.2\n";
  private static final Gson PRETTY =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeNulls() // there is no fast class
          .create();

  private CompactFiles() {}

  /** Made once: every checkpoint has the same. */
  private static final class Merges {
    private static final String TEXT =
        new Gpt2Merges()
            .merges().stream()
                .map(merge -> merge.left() + " " + merge.right() + "\n")
                .collect(Collectors.joining("", MERGES_HEADER, ""));
  }

  /**
   * Writes them.
   *
   * @param context tokens of a text at most
   */
  static void write(Path folder, CompactTokenizer tokenizer, int context) throws IOException {
    DurableFile.writeNew(
        folder.resolve(ModelTokenizer.VOCABULARY), VocabularyJson.write(tokenizer.vocabulary()));
    DurableFile.writeNew(folder.resolve(MERGES), Merges.TEXT);
    DurableFile.writeNew(folder.resolve(MODULE + ".py"), source());
    DurableFile.writeNew(
        folder.resolve("tokenizer_config.json"),
        PRETTY.toJson(config(TextStream.label(tokenizer, tokenizer.endOfText()), context)) + "\n");
  }

  private static byte[] source() throws IOException {
    String name = MODULE + ".py";
    try (InputStream source = CompactFiles.class.getResourceAsStream(name)) {
      if (source == null) {
        throw new FileNotFoundException(name);
      }
      return source.readAllBytes();
    }
  }

  private static JsonObject config(String endOfText, int context) {
    JsonArray slowAndFast = new JsonArray();
    slowAndFast.add(MODULE + "." + CLASS);
    slowAndFast.add(JsonNull.INSTANCE);
    JsonObject classes = new JsonObject();
    classes.add("AutoTokenizer", slowAndFast);
    JsonObject json = new JsonObject();
    json.addProperty("tokenizer_class", CLASS);
    json.add("auto_map", classes);
    json.addProperty("bos_token", endOfText);
    json.addProperty("eos_token", endOfText);
    json.addProperty("model_max_length", context);
    json.addProperty("clean_up_tokenization_spaces", false);
    return json;
  }
}
