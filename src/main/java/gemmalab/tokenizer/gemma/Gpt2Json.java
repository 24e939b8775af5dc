package gemmalab.tokenizer.gemma;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Merges;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.TextStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code tokenizer.json} of byte-level tokens: GPT-2's, as the app itself writes it, or none. */
final class Gpt2Json {

  private static final JsonPrimitive BYTE_LEVEL = new JsonPrimitive("ByteLevel");

  private Gpt2Json() {}

  /** Whether a text is split into bytes first. */
  static boolean isByteLevel(TokenizerParts parts) {
    JsonElement step = parts.settings().get("pre_tokenizer");
    return step != null
        && step.isJsonObject()
        && BYTE_LEVEL.equals(step.getAsJsonObject().get("type"));
  }

  /**
   * GPT-2's tokenizer.
   *
   * @throws GemmaException if the file holds another one
   */
  static Gpt2Tokenizer read(Path path, TokenizerParts parts) throws IOException {
    Pipeline.GPT2.check(path, parts.settings());
    Gpt2Tokenizer gpt2 = new Gpt2Tokenizer();
    String endOfText = TextStream.label(gpt2, gpt2.endOfText());
    Gpt2Merges notation = new Gpt2Merges();
    List<String> tokens = new ArrayList<>(notation.tokens());
    tokens.add(endOfText);
    requireTokens(path, parts.vocabulary(), tokens);
    for (AddedToken token : parts.added()) {
      require(path, token.content().equals(endOfText), token.content());
    }
    requireMerges(path, parts.vocabulary(), notation.merges());
    return gpt2;
  }

  private static void requireTokens(Path path, Vocabulary vocabulary, List<String> tokens) {
    for (int id = 0; id < Math.min(vocabulary.size(), tokens.size()); id++) {
      String token = vocabulary.text(id);
      require(path, token.equals(tokens.get(id)), token);
    }
    int difference = vocabulary.size() - tokens.size();
    require(path, difference == 0, String.valueOf(vocabulary.size()));
  }

  private static void requireMerges(
      Path path, Vocabulary vocabulary, List<Gpt2Merges.Merge> expected) throws IOException {
    Merges merges = TokenizerFile.readMerges(path, vocabulary);
    require(path, merges.size() == expected.size(), String.valueOf(merges.size()));
    for (int rank = 0; rank < expected.size(); rank++) {
      Gpt2Merges.Merge merge = expected.get(rank);
      int found = merges.rank(vocabulary.find(merge.left()), vocabulary.find(merge.right()));
      require(path, found == rank, merge.left() + " " + merge.right());
    }
  }

  private static void require(Path path, boolean condition, String difference) {
    if (!condition) {
      throw new GemmaException("error.tokenizer.byteLevel", path, difference);
    }
  }
}
