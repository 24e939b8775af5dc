package gemmalab.evaluate;

import gemmalab.data.Corpus;
import gemmalab.data.Segment;
import gemmalab.data.SegmentReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for texts in a corpus, word by word. A grammar may write the same words twice by chance, so
 * the count means something only beside that of stories which nobody learned from.
 */
public final class MemorizationCheck {

  private MemorizationCheck() {}

  /**
   * How many of the lists' texts stand in the corpus, list by list.
   *
   * @throws gemmalab.text.GemmaException if the corpus cannot be read
   */
  public static List<Integer> count(Corpus corpus, List<List<String>> lists) {
    List<List<String>> left = new ArrayList<>();
    lists.forEach(texts -> left.add(new ArrayList<>(texts)));
    try (SegmentReader reader = corpus.open()) {
      for (@Nullable Segment next = reader.next(); next != null; next = reader.next()) {
        String document = next.text();
        left.forEach(texts -> texts.removeIf(document::contains));
      }
    }
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      found.add(lists.get(i).size() - left.get(i).size());
    }
    return found;
  }
}
