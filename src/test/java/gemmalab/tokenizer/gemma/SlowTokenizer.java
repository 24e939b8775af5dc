package gemmalab.tokenizer.gemma;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rule of byte pair encoding, word for word: again and again the first of the best pairs. */
record SlowTokenizer(Map<String, Integer> ids, Map<List<String>, Integer> ranks) {

  static SlowTokenizer of(JsonObject json) {
    Map<String, Integer> ids = new HashMap<>();
    JsonObject vocabulary = Fixture.model(json).getAsJsonObject("vocab");
    vocabulary.entrySet().forEach(token -> ids.put(token.getKey(), token.getValue().getAsInt()));
    Map<List<String>, Integer> ranks = new HashMap<>();
    for (var merge : Fixture.model(json).getAsJsonArray("merges")) {
      JsonArray pair = merge.getAsJsonArray();
      ranks.put(List.of(pair.get(0).getAsString(), pair.get(1).getAsString()), ranks.size());
    }
    return new SlowTokenizer(ids, ranks);
  }

  int[] encode(String text) {
    List<String> parts = new ArrayList<>();
    text.replace(' ', '▁').codePoints().forEach(each -> spell(Character.toString(each), parts));
    for (int best = best(parts); best >= 0; best = best(parts)) {
      parts.set(best, parts.get(best) + parts.remove(best + 1));
    }
    return parts.stream().mapToInt(ids::get).toArray();
  }

  private void spell(String character, List<String> parts) {
    if (ids.containsKey(character)) {
      parts.add(character);
      return;
    }
    for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
      parts.add(String.format(Locale.ROOT, "<0x%02X>", each));
    }
  }

  private int best(List<String> parts) {
    int best = -1;
    int lowest = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < parts.size(); i++) {
      int rank = ranks.getOrDefault(parts.subList(i, i + 2), Integer.MAX_VALUE);
      if (rank < lowest) {
        lowest = rank;
        best = i;
      }
    }
    return best;
  }
}
