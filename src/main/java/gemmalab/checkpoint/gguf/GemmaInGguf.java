package gemmalab.checkpoint.gguf;

import gemmalab.checkpoint.gguf.GgufTokenizer.SpecialIds;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.gemma.GemmaTokenizer;
import gemmalab.tokenizer.gemma.ScoredTokens;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Gemma's tokenizer as llama.cpp's converter writes it. */
final class GemmaInGguf {

  private static final Pattern BYTE = Pattern.compile("<0x[0-9A-F]{2}>");
  private static final String UNKNOWN = "<unk>";

  private GemmaInGguf() {}

  /**
   * The tokenizer for a file.
   *
   * @throws GemmaException if no scores give its merges
   */
  static GgufTokenizer of(GemmaTokenizer tokenizer) {
    ScoredTokens tokens =
        tokenizer
            .scored()
            .orElseThrow(() -> new GemmaException("error.gguf.merges", tokenizer.size()));
    return new GgufTokenizer(
        GgufTokenizer.LLAMA,
        "",
        IntStream.range(0, tokens.texts().size()).mapToObj(id -> text(tokens, id)).toList(),
        tokens.scores(),
        IntStream.range(0, tokens.texts().size()).mapToObj(id -> type(tokens, id)).toList(),
        List.of(),
        new SpecialIds(
            id(tokenizer.beginningOfText()),
            tokenizer.endOfText(),
            id(tokenizer.special("<end_of_turn>")),
            id(tokenizer.special(UNKNOWN)),
            id(tokenizer.special("<pad>"))),
        tokenizer.beginningOfText().isPresent(),
        false,
        false,
        "");
  }

  private static int id(OptionalInt id) {
    return id.orElse(GgufTokenizer.NONE);
  }

  /** llama.cpp looks for a user-defined token in the text as it is, spaces and all. */
  private static String text(ScoredTokens tokens, int id) {
    String text = tokens.texts().get(id);
    return tokens.kinds().get(id) == ScoredTokens.Kind.WHOLE ? text.replace('▁', ' ') : text;
  }

  private static int type(ScoredTokens tokens, int id) {
    String text = tokens.texts().get(id);
    return switch (tokens.kinds().get(id)) {
      case SPECIAL -> text.equals(UNKNOWN) ? GgufTokenizer.UNKNOWN : GgufTokenizer.CONTROL;
      case WHOLE -> GgufTokenizer.USER_DEFINED;
      case NORMAL -> BYTE.matcher(text).matches() ? GgufTokenizer.BYTE : GgufTokenizer.NORMAL;
    };
  }
}
