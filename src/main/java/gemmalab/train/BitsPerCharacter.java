package gemmalab.train;

import gemmalab.data.TokenSequence;
import gemmalab.tokenizer.Tokenizer;

/**
 * Converts nats/token to bits/character, so that losses of different vocabularies can be compared.
 */
final class BitsPerCharacter {

  private static final int TOKENS_TO_LOOK_AT = 1_000_000;
  private static final int UTF8_CONTINUATION_MASK = 0xC0;
  private static final int UTF8_CONTINUATION = 0x80;

  private final double tokensPerCharacter;

  /** Counts the characters of a text; a special token has none, but its bits count. */
  BitsPerCharacter(TokenSequence text, Tokenizer tokenizer) {
    int[] ids = text.range(0, (int) Math.min(text.length(), TOKENS_TO_LOOK_AT));
    long characters = 0;
    for (int id : ids) {
      characters += tokenizer.isSpecial(id) ? 0 : characters(tokenizer.bytes(id));
    }
    tokensPerCharacter = characters == 0 ? Double.NaN : (double) ids.length / characters;
  }

  double bitsPerCharacter(double natsPerToken) {
    return natsPerToken / Math.log(2) * tokensPerCharacter;
  }

  /** In UTF-8 each character has exactly one byte that is no continuation byte. */
  private static int characters(byte[] utf8) {
    int count = 0;
    for (byte each : utf8) {
      count += (each & UTF8_CONTINUATION_MASK) == UTF8_CONTINUATION ? 0 : 1;
    }
    return count;
  }
}
