package gemmalab.data.tokens;

import gemmalab.data.Corpus;
import gemmalab.data.Sha256;
import gemmalab.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Where the tokens of a large text are kept, so that the next run need not encode it again. The
 * folder's name follows from the text's version and the tokenizer: what has changed is made anew.
 */
public final class TokenCache {

  private static final int NAME_BYTES = 8;

  private TokenCache() {}

  /** The folder for the tokens of a corpus, below another. */
  public static Path folder(Path below, Corpus corpus, Tokenizer tokenizer, boolean endOfText) {
    MessageDigest digest = Sha256.digest();
    digest.update((byte) (endOfText ? 1 : 0));
    digest.update(corpus.version().getBytes(StandardCharsets.UTF_8));
    for (int id = 0; id < tokenizer.size(); id++) {
      byte[] bytes = tokenizer.bytes(id);
      digest.update((byte) bytes.length);
      digest.update(bytes);
    }
    String name = HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
    return below.resolve("tokens").resolve(name);
  }
}
