package gemmalab.tokenizer.gemma;

import gemmalab.text.GemmaException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Gemma's tokens as SentencePiece and GGUF have them: with a score each, from which the merges
 * follow.
 *
 * @param texts by id, with {@code ▁} for a space
 * @param scores by id: what has the highest is merged first
 * @param kinds by id
 * @param beginningOfText before a prompt, if anything is
 * @param endOfText if the tokens have no {@code <eos>}
 */
public record ScoredTokens(
    List<String> texts,
    List<Float> scores,
    List<Kind> kinds,
    OptionalInt beginningOfText,
    OptionalInt endOfText) {

  /** How a token is found in a text. */
  public enum Kind {
    /** By merging. */
    NORMAL,
    /** Before any merging. */
    WHOLE,
    /** Before any merging, in a prompt only: a mark such as {@code <bos>}. */
    SPECIAL
  }

  /**
   * The tokenizer.
   *
   * @param path of the file that has them, for what is wrong with it
   * @throws GemmaException if a token that every text may need is missing
   * @throws IllegalArgumentException if two tokens have the same text, or there are too many
   */
  public GemmaTokenizer tokenizer(Path path) {
    VocabularyBuilder builder = new VocabularyBuilder();
    for (int id = 0; id < texts.size(); id++) {
      builder.add(texts.get(id), id);
    }
    Vocabulary vocabulary = builder.build();
    BytePairEncoding.requireBytes(path, vocabulary);
    Merges merges = ScoredMerges.of(vocabulary, scores);
    return new GemmaTokenizer(
        vocabulary,
        new BytePairEncoding(vocabulary, merges, false),
        added(),
        beginningOfText.stream().toArray(),
        endOfText(path, vocabulary));
  }

  private List<AddedToken> added() {
    List<AddedToken> added = new ArrayList<>();
    for (int id = 0; id < texts.size(); id++) {
      String text = texts.get(id);
      Kind kind = kinds.get(id);
      if (kind != Kind.NORMAL && !text.isEmpty()) {
        boolean special = kind == Kind.SPECIAL || GemmaTokenizer.isTurnToken(text);
        added.add(new AddedToken(id, text, false, special));
      }
    }
    return added;
  }

  private int endOfText(Path path, Vocabulary vocabulary) {
    int named = vocabulary.find(GemmaTokenizer.END_OF_TEXT);
    if (named != Vocabulary.NONE) {
      return named;
    }
    return endOfText.orElseThrow(
        () -> new GemmaException("error.tokenizer.tokenMissing", path, GemmaTokenizer.END_OF_TEXT));
  }
}
