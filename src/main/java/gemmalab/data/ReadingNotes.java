package gemmalab.data;

import gemmalab.text.GemmaException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a reader left out, divided or chose by itself.
 *
 * @param firstDamage says which line or entry was damaged first, and how
 * @param hiddenFiles files that were passed over because they or a folder around them are hidden
 * @param separators of documents found in a field that should hold one document
 * @param guessedFields that were taken for the text since nobody named one
 */
public record ReadingNotes(
    long emptyDocuments,
    long damagedLines,
    @Nullable GemmaException firstDamage,
    long hiddenFiles,
    long separators,
    Set<String> guessedFields) {

  public static final ReadingNotes NONE = new ReadingNotes(0, 0, null, 0, 0, Set.of());

  private static final ReadingNotes EMPTY_DOCUMENT = new ReadingNotes(1, 0, null, 0, 0, Set.of());

  public ReadingNotes plus(ReadingNotes later) {
    Set<String> fields = new TreeSet<>(guessedFields);
    fields.addAll(later.guessedFields);
    return new ReadingNotes(
        emptyDocuments + later.emptyDocuments,
        damagedLines + later.damagedLines,
        firstDamage == null ? later.firstDamage : firstDamage,
        hiddenFiles + later.hiddenFiles,
        separators + later.separators,
        fields);
  }

  /** One more document without text. */
  public ReadingNotes withEmptyDocument() {
    return plus(EMPTY_DOCUMENT);
  }

  /** One more line or entry that could not be read. */
  public ReadingNotes withDamagedLine(GemmaException damage) {
    return plus(new ReadingNotes(0, 1, damage, 0, 0, Set.of()));
  }

  public ReadingNotes withHiddenFiles(long count) {
    return plus(new ReadingNotes(0, 0, null, count, 0, Set.of()));
  }

  public ReadingNotes withSeparators(long count) {
    return plus(new ReadingNotes(0, 0, null, 0, count, Set.of()));
  }

  /** A field was taken for the text since nobody named one. */
  public ReadingNotes withGuessedField(String field) {
    return plus(new ReadingNotes(0, 0, null, 0, 0, Set.of(field)));
  }
}
