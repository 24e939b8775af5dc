package gemmalab.checkpoint.gguf;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gemmalab.tokenizer.gemma.Fixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The small tokenizer with Gemma's settings as a GGUF file would have it: with scores. */
public final class ScoredVocabulary {

  private static final int VOCABULARY = 900;

  private ScoredVocabulary() {}

  /** Its tokens, earlier ones with higher scores, and those of turns. */
  public static GgufTokenizer ofGolden() {
    try {
      String[] tokens = new String[VOCABULARY + 2];
      JsonObject vocabulary = Fixture.model(Fixture.json()).getAsJsonObject("vocab");
      for (Map.Entry<String, JsonElement> token : vocabulary.entrySet()) {
        tokens[token.getValue().getAsInt()] = token.getKey();
      }
      tokens[VOCABULARY] = "<start_of_turn>";
      tokens[VOCABULARY + 1] = "<end_of_turn>";
      return with(
          new GgufTokenizer(
              GgufTokenizer.LLAMA,
              "",
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              new GgufTokenizer.SpecialIds(2, 1, GgufTokenizer.NONE, 3, 0),
              true,
              false,
              false,
              ""),
          GgufTokenizer.LLAMA,
          List.of(tokens));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another model and other tokens. */
  static GgufTokenizer with(GgufTokenizer of, String model, List<String> tokens) {
    List<Float> scores = new ArrayList<>();
    List<Integer> types = new ArrayList<>();
    for (int id = 0; id < tokens.size(); id++) {
      boolean mark = id < 4 || id >= VOCABULARY;
      scores.add((float) -id);
      types.add(mark ? GgufTokenizer.CONTROL : GgufTokenizer.NORMAL);
    }
    return new GgufTokenizer(
        model,
        of.pre(),
        tokens,
        scores,
        types,
        of.merges(),
        of.ids(),
        of.addBos(),
        of.addEos(),
        of.addSpacePrefix(),
        of.chatTemplate());
  }

  /** The same for texts that get no space before them, as Gemma's. */
  static GgufTokenizer withoutSpacePrefix(GgufTokenizer of) {
    return new GgufTokenizer(
        of.model(),
        of.pre(),
        of.tokens(),
        of.scores(),
        of.types(),
        of.merges(),
        of.ids(),
        of.addBos(),
        of.addEos(),
        false,
        of.chatTemplate());
  }

  /** llama.cpp's rule: again and again the leftmost of the pairs with the highest score. */
  static int[] merge(GgufTokenizer file, String text) {
    List<String> parts = new ArrayList<>();
    text.replace(' ', '▁').codePoints().forEach(each -> parts.add(Character.toString(each)));
    for (int best = best(file, parts); best >= 0; best = best(file, parts)) {
      parts.set(best, parts.get(best) + parts.remove(best + 1));
    }
    List<Integer> ids = new ArrayList<>();
    for (String part : parts) {
      if (file.tokens().contains(part)) {
        ids.add(file.tokens().indexOf(part));
      } else {
        for (byte each : part.getBytes(StandardCharsets.UTF_8)) {
          ids.add(file.tokens().indexOf(String.format(Locale.ROOT, "<0x%02X>", each)));
        }
      }
    }
    return ids.stream().mapToInt(id -> id).toArray();
  }

  private static int best(GgufTokenizer file, List<String> parts) {
    int best = -1;
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i + 1 < parts.size(); i++) {
      int id = file.tokens().indexOf(parts.get(i) + parts.get(i + 1));
      if (id >= 0 && file.scores().get(id) > highest) {
        highest = file.scores().get(id);
        best = i;
      }
    }
    return best;
  }
}
