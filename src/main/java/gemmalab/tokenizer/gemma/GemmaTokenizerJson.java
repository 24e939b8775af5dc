package gemmalab.tokenizer.gemma;

import com.google.gson.JsonElement;
import gemmalab.checkpoint.json.JsonFaults;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code tokenizer.json}: that of Gemma, or GPT-2's, which the app has anyway. */
public final class GemmaTokenizerJson {

  private static final String POST_PROCESSOR = "post_processor"; // PromptPrefix reads it

  private GemmaTokenizerJson() {}

  /**
   * Reads a tokenizer.
   *
   * @return a {@link GemmaTokenizer}, or GPT-2's if the file holds its tokens and merges
   * @throws GemmaException if the file is damaged, or asks for what would change the tokens of a
   *     text and is not read
   */
  public static Tokenizer read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new GemmaException("error.file.missing", path);
    }
    try {
      SourceFile source = SourceFile.of(path); // if it changes while it is read, it has changed
      TokenizerParts parts = TokenizerFile.readParts(path);
      return Gpt2Json.isByteLevel(parts) ? Gpt2Json.read(path, parts) : gemma(source, parts);
    } catch (GemmaException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // a value of another kind, in one of many ways
      throw new GemmaException(e, "error.file.damaged", path, JsonFaults.reason(e));
    }
  }

  private static GemmaTokenizer gemma(SourceFile source, TokenizerParts parts) throws IOException {
    Path path = source.path();
    Map<String, JsonElement> settings = new LinkedHashMap<>(parts.settings());
    settings.remove(POST_PROCESSOR);
    Pipeline.GEMMA.check(path, settings);
    Vocabulary vocabulary = parts.vocabulary();
    int endOfText = vocabulary.find(GemmaTokenizer.END_OF_TEXT);
    if (endOfText == Vocabulary.NONE) {
      throw new GemmaException("error.tokenizer.tokenMissing", path, GemmaTokenizer.END_OF_TEXT);
    }
    BytePairEncoding.requireBytes(path, vocabulary);
    List<AddedToken> added = added(parts);
    int size = vocabulary.size() + (int) added.stream().filter(parts::isBeyond).count();
    int[] prefix = PromptPrefix.read(path, parts.settings(), size);
    Merges merges = TokenizerFile.readMerges(path, vocabulary);
    return new GemmaTokenizer(
            vocabulary,
            new BytePairEncoding(vocabulary, merges, parts.ignoresMerges()),
            added,
            prefix,
            endOfText)
        .readFrom(source);
  }

  /** The added tokens as they are looked for; their ids must be those that they get elsewhere. */
  private static List<AddedToken> added(TokenizerParts parts) throws IOException {
    List<AddedToken> added = new ArrayList<>();
    Set<String> contents = new HashSet<>();
    int next = parts.vocabulary().size();
    for (AddedToken token : parts.added()) {
      int known = parts.vocabulary().find(token.content());
      int id = known == Vocabulary.NONE ? next++ : known;
      if (token.id() != id) {
        throw new IOException(
            "the added token " + token.content() + " has the id " + token.id() + ", not " + id);
      }
      if (!contents.add(token.asLookedFor().content())) {
        throw new IOException("the added token " + token.content() + " is there twice");
      }
      added.add(token.asLookedFor());
    }
    return added;
  }
}
