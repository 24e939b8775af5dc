package gemmalab.ui.playground;

import gemmalab.generate.StoryTree.StoryNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the model said behind places, as long as it takes little memory; the oldest goes first. */
final class KeptLogits {

  private static final long MAX_BYTES = 16L << 20;

  private final Map<StoryNode, float[]> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  float @Nullable [] behind(StoryNode place) {
    return kept.get(place);
  }

  void keep(StoryNode place, float[] logits) {
    float[] before = kept.put(place, logits);
    bytes += size(logits) - (before == null ? 0 : size(before));
    var oldest = kept.entrySet().iterator();
    while (bytes > MAX_BYTES && kept.size() > 1) {
      bytes -= size(oldest.next().getValue());
      oldest.remove();
    }
  }

  void clear() {
    kept.clear();
    bytes = 0;
  }

  private static long size(float[] logits) {
    return (long) Float.BYTES * logits.length;
  }
}
