package gemmalab.tokenizer;

import com.knuddels.jtokkit.api.IntArrayList;
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
    return spell(gpt2.encode(text));
  }

  /** GPT-2's tokens in this vocabulary: themselves, or their bytes. */
  public int[] spell(int[] gpt2TokenIds) {
    IntArrayList spelt = new IntArrayList(gpt2TokenIds.length);
    for (int gpt2Id : gpt2TokenIds) {
      int kept = compactIds[gpt2Id];
      if (kept == NOT_KEPT) {
        for (byte each : gpt2.bytes(gpt2Id)) {
          spelt.add(idOfByte[Byte.toUnsignedInt(each)]);
        }
      } else {
        spelt.add(kept);
      }
    }
    return spelt.toArray();
  }

  @Override
  public int[] encodePrompt(String text) {
    return SeparatedText.encode(text, this);
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
}
