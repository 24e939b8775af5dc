package gemmalab.data;

import gemmalab.text.GemmaException;
import org.jspecify.annotations.Nullable;

/**
 * What a reader left out.
 *
 * @param firstDamage says which line was damaged first, and how
 */
public record ReadingFaults(
    long emptyDocuments, long damagedLines, @Nullable GemmaException firstDamage) {

  public static final ReadingFaults NONE = new ReadingFaults(0, 0, null);

  public ReadingFaults plus(ReadingFaults later) {
    return new ReadingFaults(
        emptyDocuments + later.emptyDocuments,
        damagedLines + later.damagedLines,
        firstDamage == null ? later.firstDamage : firstDamage);
  }

  /** One more document without text. */
  public ReadingFaults withEmptyDocument() {
    return new ReadingFaults(emptyDocuments + 1, damagedLines, firstDamage);
  }

  /** One more line that could not be read. */
  public ReadingFaults withDamagedLine(GemmaException damage) {
    return plus(new ReadingFaults(0, 1, damage));
  }
}
