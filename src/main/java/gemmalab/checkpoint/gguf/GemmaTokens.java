package gemmalab.checkpoint.gguf;

import gemmalab.checkpoint.gguf.GgufTokenizer.SpecialIds;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.gemma.GemmaTokenizer;
import gemmalab.tokenizer.gemma.ScoredTokens;
import gemmalab.tokenizer.gemma.ScoredTokens.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Gemma's tokenizer as llama.cpp's own converter writes it: tokens, scores and types. */
final class GemmaTokens {

  private static final String UNKNOWN = "<unk>";
  private static final Pattern BYTE = Pattern.compile("<0x[0-9A-Fa-f]{2}>");

  private GemmaTokens() {}

  /**
   * The tokens with scores from which the tokenizer's merges follow.
   *
   * @throws GemmaException if they follow from none
   */
  static GgufTokenizer of(GemmaTokenizer tokenizer) {
    ScoredTokens tokens =
        tokenizer
            .scored()
            .orElseThrow(() -> new GemmaException("error.gguf.noTokenizer", tokenizer.size()));
    List<Integer> types = new ArrayList<>();
    for (int id = 0; id < tokens.texts().size(); id++) {
      types.add(type(tokens.texts().get(id), tokens.kinds().get(id)));
    }
    SpecialIds ids =
        new SpecialIds(
            id(tokenizer.beginningOfText()),
            tokenizer.endOfText(),
            id(tokenizer.endOfTurn()),
            id(tokenizer.special(UNKNOWN)),
            id(tokenizer.special("<pad>")));
    return new GgufTokenizer(
        GgufTokenizer.LLAMA,
        "default",
        tokens.texts(),
        tokens.scores(),
        types,
        List.of(),
        ids,
        tokenizer.beginningOfText().isPresent(),
        false,
        false,
        "");
  }

  private static int id(OptionalInt token) {
    return token.orElse(GgufTokenizer.NONE);
  }

  private static int type(String text, Kind kind) {
    if (text.equals(UNKNOWN)) {
      return GgufTokenizer.UNKNOWN;
    } else if (BYTE.matcher(text).matches()) {
      return GgufTokenizer.BYTE;
    }
    return switch (kind) {
      case SPECIAL -> GgufTokenizer.CONTROL;
      case WHOLE -> GgufTokenizer.USER_DEFINED;
      case NORMAL -> GgufTokenizer.NORMAL;
    };
  }
}
