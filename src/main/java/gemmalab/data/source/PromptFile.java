package gemmalab.data.source;

import gemmalab.text.GemmaException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A prompt that stands in a file, or comes from another program. */
public final class PromptFile {

  /** Stands for the standard input. */
  public static final String STANDARD_INPUT = "-";

  private static final int MOST_CHARACTERS = 1_000_000; // far beyond every context

  private PromptFile() {}

  /**
   * Reads the prompt: UTF-8 or UTF-16, without the line end that editors put at the end of a file.
   *
   * @param name of a file, or {@link #STANDARD_INPUT}
   * @throws GemmaException if it is missing, no text, or too long
   */
  public static String read(String name, InputStream standardInput) {
    if (name.equals(STANDARD_INPUT)) {
      return read(TextInput.of(name, standardInput), name);
    }
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new GemmaException("error.prompt.missing", name);
    }
    try (TextInput input = TextInput.open(file)) {
      return read(input, name);
    }
  }

  private static String read(TextInput input, String name) {
    StringBuilder text = new StringBuilder();
    for (int next = input.read(); next >= 0; next = input.read()) {
      text.append((char) next);
      if (text.length() > MOST_CHARACTERS) {
        throw new GemmaException("error.prompt.fileLong", name, MOST_CHARACTERS);
      }
    }
    int last = text.length() - 1;
    return last >= 0 && text.charAt(last) == '\n' ? text.substring(0, last) : text.toString();
  }
}
