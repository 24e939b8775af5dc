package gemmalab.train;

import gemmalab.data.Sha256;
import gemmalab.data.TokenSequence;
import gemmalab.data.TokenizedCorpus;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Identifies training data: a resumed run must read the same tokens, or its losses are not
 * comparable.
 *
 * @param sha256 hash of all tokens, as four bytes each
 */
record TextFingerprint(long trainingTokens, long validationTokens, String sha256) {

  private static final int TOKENS_AT_ONCE = 1 << 18;

  TextFingerprint {
    Objects.requireNonNull(sha256, "it has no sha256"); // as a damaged file may
  }

  long tokens() {
    return trainingTokens + validationTokens;
  }

  /** Reads the whole text; a gigabyte of it takes some seconds. */
  static TextFingerprint of(TokenizedCorpus corpus) {
    MessageDigest digest = Sha256.digest();
    update(digest, corpus.training());
    update(digest, corpus.validation());
    return new TextFingerprint(
        corpus.training().length(),
        corpus.validation().length(),
        HexFormat.of().formatHex(digest.digest()));
  }

  private static void update(MessageDigest digest, TokenSequence tokens) {
    ByteBuffer bytes = ByteBuffer.allocate(TOKENS_AT_ONCE * Integer.BYTES);
    for (long start = 0; start < tokens.length(); start += TOKENS_AT_ONCE) {
      int count = (int) Math.min(TOKENS_AT_ONCE, tokens.length() - start);
      bytes.clear();
      bytes.asIntBuffer().put(tokens.range(start, count));
      digest.update(bytes.limit(count * Integer.BYTES));
    }
  }
}
