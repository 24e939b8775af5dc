package gemmalab.data;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The documents that a model learns from.
 *
 * @param name what the user calls it: {@code stories} or a file
 */
public record Corpus(String name, List<String> documents) {

  /** The name of the stories that come with the app. */
  public static final String STORIES = "stories";

  private static final Pattern SEPARATOR = Pattern.compile("<|endoftext|>", Pattern.LITERAL);
  private static final String TEXT_FIELD = "text";

  public Corpus {
    documents = documents.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    if (documents.isEmpty()) {
      throw new GemmaException("error.corpus.empty", name);
    }
  }

  /**
   * Opens the bundled stories, a {@code .txt} file (documents between lines of {@code
   * <|endoftext|>}) or a {@code .jsonl} file (the field {@code text} of each line).
   *
   * @throws GemmaException if there is no such source or no text in it
   */
  public static Corpus open(String source) {
    if (source.equals(STORIES)) {
      return stories();
    }
    Path path = Path.of(source);
    if (!Files.isRegularFile(path)) {
      throw new GemmaException("error.corpus.missing", source);
    }
    if (source.endsWith(".jsonl")) {
      return new Corpus(source, jsonLines(path));
    }
    if (source.endsWith(".txt")) {
      return new Corpus(source, split(read(path)));
    }
    throw new GemmaException("error.corpus.kind", source);
  }

  private static Corpus stories() {
    try (InputStream text = Corpus.class.getResourceAsStream("/assets/stories.txt")) {
      if (text == null) {
        throw new IllegalStateException("assets/stories.txt is missing from the class path");
      }
      return new Corpus(STORIES, split(new String(text.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> split(String text) {
    return Arrays.asList(SEPARATOR.split(text));
  }

  private static List<String> jsonLines(Path path) {
    List<String> documents = new ArrayList<>();
    int number = 0;
    for (String line : read(path).lines().toList()) {
      number++;
      if (!line.isBlank()) {
        documents.add(textOf(path, number, line));
      }
    }
    return documents;
  }

  private static String textOf(Path path, int number, String line) {
    try {
      JsonObject json = JsonParser.parseString(line).getAsJsonObject();
      if (!json.has(TEXT_FIELD)) {
        throw new GemmaException("error.corpus.field", path, number, TEXT_FIELD);
      }
      return json.get(TEXT_FIELD).getAsString();
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new GemmaException(e, "error.corpus.json", path, number);
    }
  }

  /** Invalid UTF-8 becomes replacement signs rather than an error. */
  private static String read(Path path) {
    try {
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", path, String.valueOf(e.getMessage()));
    }
  }
}
