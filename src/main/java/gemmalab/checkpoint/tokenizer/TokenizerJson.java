package gemmalab.checkpoint.tokenizer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gemmalab.files.DurableFile;
import gemmalab.tokenizer.Gpt2Merges;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.TextStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * GPT-2's tokenizer as Hugging Face's {@code tokenizers} writes it, so that {@code AutoTokenizer}
 * opens it beside the model.
 */
public final class TokenizerJson {

  private static final String END_OF_TEXT = endOfText();

  private TokenizerJson() {}

  /** Made once: every checkpoint has the same. */
  private static final class Text {
    private static final String TOKENIZER = tokenizer().toString() + "\n";
  }

  /**
   * Writes {@code tokenizer.json} and {@code tokenizer_config.json}.
   *
   * @param context tokens of a text at most
   */
  public static void write(Path folder, int context) throws IOException {
    DurableFile.writeNew(folder.resolve("tokenizer.json"), Text.TOKENIZER);
    DurableFile.writeNew(folder.resolve("tokenizer_config.json"), config(context) + "\n");
  }

  private static JsonObject config(int context) {
    JsonObject json = new JsonObject();
    json.addProperty("tokenizer_class", "PreTrainedTokenizerFast");
    json.addProperty("bos_token", END_OF_TEXT);
    json.addProperty("eos_token", END_OF_TEXT);
    json.addProperty("model_max_length", context);
    json.addProperty("clean_up_tokenization_spaces", false);
    return json;
  }

  private static JsonObject tokenizer() {
    JsonObject json = new JsonObject();
    json.addProperty("version", "1.0");
    JsonArray added = new JsonArray();
    added.add(endOfTextToken());
    json.add("added_tokens", added);
    json.add("pre_tokenizer", byteLevel());
    json.add("decoder", byteLevel());
    json.add("model", model());
    return json;
  }

  private static JsonObject endOfTextToken() {
    JsonObject token = new JsonObject();
    token.addProperty("id", Gpt2Tokenizer.SIZE - 1);
    token.addProperty("content", END_OF_TEXT);
    token.addProperty("single_word", false);
    token.addProperty("lstrip", false);
    token.addProperty("rstrip", false);
    token.addProperty("normalized", false);
    token.addProperty("special", true);
    return token;
  }

  private static JsonObject byteLevel() {
    JsonObject step = new JsonObject();
    step.addProperty("type", "ByteLevel");
    step.addProperty("add_prefix_space", false);
    step.addProperty("trim_offsets", true);
    step.addProperty("use_regex", true);
    return step;
  }

  private static JsonObject model() {
    Gpt2Merges gpt2 = new Gpt2Merges();
    JsonObject vocabulary = new JsonObject();
    gpt2.tokens().forEach(token -> vocabulary.addProperty(token, vocabulary.size()));
    vocabulary.addProperty(END_OF_TEXT, vocabulary.size());
    JsonArray merges = new JsonArray();
    gpt2.merges().forEach(merge -> merges.add(merge.left() + " " + merge.right()));
    JsonObject model = new JsonObject();
    model.addProperty("type", "BPE");
    model.add("vocab", vocabulary);
    model.add("merges", merges);
    return model;
  }

  private static String endOfText() {
    Gpt2Tokenizer gpt2 = new Gpt2Tokenizer();
    return TextStream.label(gpt2, gpt2.endOfText());
  }
}
