package gemmalab.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * GPT-2's tokens and merges in its own notation, in which each byte is a character that can be
 * seen: {@code Ġ} is a space. jtokkit has the tokens alone; since a token's id is the rank of the
 * merge that made it, its two parts are what the merges of lower rank leave of it.
 */
public final class Gpt2Merges {

  private static final int FIRST_STAND_IN = 256;

  private final char[] characters = charactersOfBytes();
  private final List<String> tokens;
  private final Map<String, Integer> ranks = new HashMap<>();

  /**
   * The two parts of a token.
   *
   * @param left in GPT-2's notation, as {@code right}
   */
  public record Merge(String left, String right) {}

  public Gpt2Merges() {
    Gpt2Tokenizer gpt2 = new Gpt2Tokenizer();
    tokens =
        IntStream.range(0, Gpt2Tokenizer.END_OF_TEXT).mapToObj(id -> visible(gpt2, id)).toList();
    for (int rank = 0; rank < tokens.size(); rank++) {
      ranks.put(tokens.get(rank), rank);
    }
  }

  /** All tokens but the end of a text, in the order of their ids. */
  public List<String> tokens() {
    return tokens;
  }

  /** All merges, first to last. */
  public List<Merge> merges() {
    return IntStream.range(CompactVocabulary.BYTES, tokens.size()).mapToObj(this::merge).toList();
  }

  /**
   * How a word becomes tokens, step by step: its bytes, then the parts after each merge.
   *
   * @return lists of parts in GPT-2's notation, the last one the tokens
   */
  public List<List<String>> steps(String word) {
    List<String> parts = new ArrayList<>();
    for (byte each : word.getBytes(StandardCharsets.UTF_8)) {
      parts.add(String.valueOf(characters[Byte.toUnsignedInt(each)]));
    }
    List<List<String>> steps = new ArrayList<>(List.of(List.copyOf(parts)));
    while (parts.size() > 1) {
      int best = lowestPair(parts);
      if (!ranks.containsKey(parts.get(best) + parts.get(best + 1))) {
        break;
      }
      parts.set(best, parts.get(best) + parts.remove(best + 1));
      steps.add(List.copyOf(parts));
    }
    return steps;
  }

  private Merge merge(int rank) {
    List<String> parts = new ArrayList<>(List.of(tokens.get(rank).split("")));
    while (parts.size() > 2) {
      int best = lowestPair(parts);
      parts.set(best, parts.get(best) + parts.remove(best + 1));
    }
    return new Merge(parts.get(0), parts.get(1));
  }

  /** Where the two neighbours stand that were merged first. */
  private int lowestPair(List<String> parts) {
    int best = 0;
    int lowest = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < parts.size(); i++) {
      int rank = ranks.getOrDefault(parts.get(i) + parts.get(i + 1), Integer.MAX_VALUE);
      if (rank < lowest) {
        lowest = rank;
        best = i;
      }
    }
    return best;
  }

  private String visible(Gpt2Tokenizer gpt2, int id) {
    StringBuilder text = new StringBuilder();
    for (byte each : gpt2.bytes(id)) {
      text.append(characters[Byte.toUnsignedInt(each)]);
    }
    return text.toString();
  }

  /** Latin-1's visible characters stand for themselves, those after it for the other bytes. */
  private static char[] charactersOfBytes() {
    char[] characters = new char[CompactVocabulary.BYTES];
    int standIn = FIRST_STAND_IN;
    for (int each = 0; each < characters.length; each++) {
      boolean visible = (each >= '!' && each <= '~') || (each >= 0xA1 && each != 0xAD);
      characters[each] = (char) (visible ? each : standIn++);
    }
    return characters;
  }
}
