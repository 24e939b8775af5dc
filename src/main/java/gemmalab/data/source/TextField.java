package gemmalab.data.source;

import gemmalab.data.ReadingNotes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which field of an object, or which column of a table, is the text: the one that the user named,
 * or if he named none the first of the usual names that is there.
 */
final class TextField {

  private static final List<String> USUAL = List.of(DataSource.DEFAULT_FIELD, "story", "content");

  private final String wanted;
  private @Nullable String guessed;

  TextField(String wanted) {
    this.wanted = wanted;
  }

  String wanted() {
    return wanted;
  }

  /** The name among those that are there; once guessed, it stays that one while it is there. */
  Optional<String> in(Collection<String> names) {
    if (names.contains(wanted)) {
      return Optional.of(wanted);
    }
    if (guessed != null && names.contains(guessed)) {
      return Optional.of(guessed);
    }
    Optional<String> usual =
        wanted.equals(DataSource.DEFAULT_FIELD)
            ? USUAL.stream().filter(names::contains).findFirst()
            : Optional.empty();
    usual.ifPresent(name -> guessed = name);
    return usual;
  }

  /** Tells what was guessed. */
  ReadingNotes notes() {
    return guessed == null ? ReadingNotes.NONE : ReadingNotes.NONE.withGuessedField(guessed);
  }
}
