package gemmalab.checkpoint.gguf;

import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.Gpt2Merges;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.tokenizer.gemma.GemmaTokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A tokenizer as GGUF has it; its names are those of {@code tokenizer.ggml.*}.
 *
 * @param model {@code llama} for SentencePiece with scores, as Gemma's; {@code gpt2} for merges
 * @param pre how {@code gpt2} splits a text first; empty if the file does not say
 * @param tokens as text, by id
 * @param scores of the tokens; empty if there are none
 * @param types of the tokens, see {@link #NORMAL}; empty if all are normal
 * @param merges each two tokens with a space between, the first ones first; empty if there are none
 * @param addBos whether a text begins with the token of a beginning
 * @param addEos whether it ends with that of an end
 * @param addSpacePrefix whether a text gets a space before it
 * @param chatTemplate Jinja's text; empty if there is none
 */
public record GgufTokenizer(
    String model,
    String pre,
    List<String> tokens,
    List<Float> scores,
    List<Integer> types,
    List<String> merges,
    SpecialIds ids,
    boolean addBos,
    boolean addEos,
    boolean addSpacePrefix,
    String chatTemplate) {

  public static final String LLAMA = "llama";
  public static final String GPT2 = "gpt2";

  /** No tokenizer at all; llama.cpp then takes ids only. */
  public static final GgufTokenizer ABSENT = absent();

  /** Types of tokens: {@code llama_token_type} in llama.cpp's {@code llama.h}. */
  public static final int NORMAL = 1;

  public static final int UNKNOWN = 2;
  public static final int CONTROL = 3;
  public static final int USER_DEFINED = 4;
  public static final int UNUSED = 5;
  public static final int BYTE = 6;

  /** The score of a token that stands for nothing. */
  private static final float NEVER = -10_000;

  /** The id of a special token that there is not. */
  public static final int NONE = -1;

  /**
   * Ids of special tokens, each {@link #NONE} if there is none.
   *
   * @param bos begins a text
   * @param eos ends it
   * @param endOfTurn ends what one side says in a chat
   */
  public record SpecialIds(int bos, int eos, int endOfTurn, int unknown, int padding) {}

  private static GgufTokenizer absent() {
    SpecialIds ids = new SpecialIds(NONE, NONE, NONE, NONE, NONE);
    return new GgufTokenizer(
        "none", "", List.of(), List.of(), List.of(), List.of(), ids, false, false, false, "");
  }

  /**
   * A tokenizer of the app for a file. Of a compact vocabulary llama.cpp reads words that are all
   * in it as the app does. A word that is not, the app spells in bytes; llama.cpp does so only with
   * those that are ASCII, and loses others, such as the space before a word.
   *
   * @throws GemmaException if it is of a kind that cannot be written
   */
  public static GgufTokenizer of(Tokenizer tokenizer) {
    if (tokenizer instanceof GemmaTokenizer gemma) {
      return GemmaTokens.of(gemma);
    }
    Gpt2Merges gpt2 = new Gpt2Merges();
    List<String> tokens = new ArrayList<>(gpt2.tokens());
    if (tokenizer instanceof CompactTokenizer compact) {
      List<Integer> kept = compact.vocabulary().gpt2TokenIds();
      tokens = new ArrayList<>(kept.subList(0, kept.size() - 1).stream().map(tokens::get).toList());
    } else if (!(tokenizer instanceof Gpt2Tokenizer)) {
      throw new GemmaException("error.gguf.noTokenizer", tokenizer.size());
    }
    List<Integer> types = new ArrayList<>(Collections.nCopies(tokens.size(), NORMAL));
    tokens.add(TextStream.label(tokenizer, tokenizer.endOfText()));
    types.add(CONTROL);
    int end = tokenizer.endOfText();
    return new GgufTokenizer(
        GPT2,
        "gpt-2",
        tokens,
        List.of(),
        types,
        gpt2.merges().stream().map(merge -> merge.left() + " " + merge.right()).toList(),
        new SpecialIds(end, end, NONE, NONE, NONE),
        false,
        false,
        false,
        "");
  }

  /**
   * The same with as many tokens as a model has rows for; those that are added stand for nothing.
   *
   * @throws GemmaException if it has more tokens than the model
   */
  GgufTokenizer padded(int size) {
    if (tokens.size() > size) {
      throw new GemmaException("error.gguf.moreTokens", tokens.size(), size);
    }
    int more = size - tokens.size();
    if (more == 0 || equals(ABSENT)) {
      return this;
    }
    List<String> names =
        IntStream.range(tokens.size(), size).mapToObj(GgufTokenizer::padding).toList();
    List<Integer> known = types.isEmpty() ? Collections.nCopies(tokens.size(), NORMAL) : types;
    return new GgufTokenizer(
        model,
        pre,
        joined(tokens, names),
        scores.isEmpty() ? scores : joined(scores, Collections.nCopies(more, NEVER)),
        joined(known, Collections.nCopies(more, UNUSED)),
        merges,
        ids,
        addBos,
        addEos,
        addSpacePrefix,
        chatTemplate);
  }

  /** The name of a token that stands for nothing. */
  static String padding(int id) {
    return "[PAD" + id + "]";
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
