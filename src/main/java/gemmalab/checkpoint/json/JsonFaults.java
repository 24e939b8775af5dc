package gemmalab.checkpoint.json;

import com.google.gson.JsonParseException;
import gemmalab.files.FileFaults;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a file of JSON could not be read, in words that stand in a sentence. */
public final class JsonFaults {

  private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

  private static final String LACKING = "it has no "; // what records say of a missing part

  private JsonFaults() {}

  /**
   * What was wrong. Gson says it with class names, method names, or the whole text, of which a
   * reader needs no more than the place.
   */
  public static String reason(Throwable fault) {
    Throwable innermost = fault;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = String.valueOf(innermost.getMessage());
    Matcher place = PLACE.matcher(message);
    if (place.find()) {
      return "no valid JSON at line " + place.group(1) + ", column " + place.group(2);
    } else if (innermost instanceof IOException io) {
      return ofInput(io);
    } else if (innermost instanceof NumberFormatException
        || innermost instanceof ArithmeticException) {
      return "a number that is none, too large, or not whole";
    } else if (innermost instanceof IllegalArgumentException || message.startsWith(LACKING)) {
      return message; // of our own checks
    }
    return fault instanceof JsonParseException || innermost instanceof StackOverflowError
        ? "no valid JSON"
        : "a value of the wrong kind";
  }

  private static String ofInput(IOException fault) {
    if (fault instanceof CharacterCodingException) {
      return "no UTF-8 text";
    }
    boolean ends = fault instanceof EOFException && fault.getMessage() == null;
    return ends ? "it ends too early" : FileFaults.reason(fault);
  }
}
