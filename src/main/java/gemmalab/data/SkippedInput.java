package gemmalab.data;

import gemmalab.text.GemmaException;
import org.jspecify.annotations.Nullable;

/**
 * What a reader left out.
 *
 * @param firstDamage says which line was damaged first, and how
 */
public record SkippedInput(
    long emptyDocuments, long damagedLines, @Nullable GemmaException firstDamage) {

  public static final SkippedInput NONE = new SkippedInput(0, 0, null);

  public SkippedInput plus(SkippedInput later) {
    return new SkippedInput(
        emptyDocuments + later.emptyDocuments,
        damagedLines + later.damagedLines,
        firstDamage == null ? later.firstDamage : firstDamage);
  }

  /** One more document without text. */
  public SkippedInput withEmptyDocument() {
    return new SkippedInput(emptyDocuments + 1, damagedLines, firstDamage);
  }

  /** One more line that could not be read. */
  public SkippedInput withDamagedLine(GemmaException damage) {
    return plus(new SkippedInput(0, 1, damage));
  }
}
