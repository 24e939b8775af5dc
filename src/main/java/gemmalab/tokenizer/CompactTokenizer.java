package gemmalab.tokenizer;

import gemmalab.text.GemmaException;
import java.util.Arrays;

/**
 * GPT-2's encoding with a {@link CompactVocabulary}. A token that is not in it is spelt in bytes,
 * so every text comes back as it was:
 *
 * <pre>
 *   GPT-2       "The"  " quay"
 *   compact     "The"  " " "q" "u" "a" "y"
 * </pre>
 */
public final class CompactTokenizer implements Tokenizer {

  private static final int NOT_KEPT = -1;

  private final Gpt2Tokenizer gpt2 = new Gpt2Tokenizer();
  private final CompactVocabulary vocabulary;
  private final int[] gpt2Ids;
  private final int[] compactIds = new int[Gpt2Tokenizer.SIZE]; // by GPT-2's ids
  private final int[] idOfByte = new int[CompactVocabulary.BYTES];

  public CompactTokenizer(CompactVocabulary vocabulary) {
    this.vocabulary = vocabulary;
    gpt2Ids = vocabulary.gpt2TokenIds().stream().mapToInt(Integer::intValue).toArray();
    Arrays.fill(compactIds, NOT_KEPT);
    for (int id = 0; id < gpt2Ids.length; id++) {
      compactIds[gpt2Ids[id]] = id;
    }
    for (int id = 0; id < idOfByte.length; id++) {
      idOfByte[Byte.toUnsignedInt(gpt2.bytes(id)[0])] = id;
    }
  }

  public CompactVocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int[] encode(String text) {
    return Arrays.stream(gpt2.encode(text)).flatMap(id -> Arrays.stream(spell(id))).toArray();
  }

  @Override
  public byte[] bytes(int id) {
    if (id < 0 || id >= gpt2Ids.length) {
      throw new GemmaException("error.token.unknown", id, gpt2Ids.length);
    }
    return gpt2.bytes(gpt2Ids[id]);
  }

  @Override
  public int size() {
    return gpt2Ids.length;
  }

  @Override
  public int endOfText() {
    return gpt2Ids.length - 1;
  }

  /** A GPT-2 token in this vocabulary: itself, or its bytes. */
  private int[] spell(int gpt2Id) {
    int kept = compactIds[gpt2Id];
    if (kept != NOT_KEPT) {
      return new int[] {kept};
    }
    byte[] bytes = gpt2.bytes(gpt2Id);
    int[] spelt = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      spelt[i] = idOfByte[Byte.toUnsignedInt(bytes[i])];
    }
    return spelt;
  }
}
