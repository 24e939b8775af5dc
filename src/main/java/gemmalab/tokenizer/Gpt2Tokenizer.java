package gemmalab.tokenizer;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import gemmalab.text.GemmaException;
import java.nio.charset.StandardCharsets;

/** GPT-2's byte pair encoding of 50,257 tokens, by jtokkit ({@code r50k_base}). */
public final class Gpt2Tokenizer implements Tokenizer {

  public static final int SIZE = 50_257;
  static final int END_OF_TEXT = 50_256;
  private static final byte[] END_OF_TEXT_BYTES =
      "<|endoftext|>".getBytes(StandardCharsets.US_ASCII);

  /** The table takes half a second to read and never changes, so all share one. */
  private static final Encoding ENCODING =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE);

  @Override
  public int[] encode(String text) {
    return ENCODING.encodeOrdinary(text).toArray();
  }

  @Override
  public int[] encodePrompt(String text) {
    return SeparatedText.encode(text, this);
  }

  @Override
  public byte[] bytes(int id) {
    if (id == END_OF_TEXT) {
      return END_OF_TEXT_BYTES.clone();
    }
    if (id < 0 || id >= SIZE) {
      throw new GemmaException("error.token.unknown", id, SIZE);
    }
    IntArrayList one = new IntArrayList(1);
    one.add(id);
    return ENCODING.decodeBytes(one);
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public int endOfText() {
    return END_OF_TEXT;
  }
}
