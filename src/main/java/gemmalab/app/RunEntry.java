package gemmalab.app;

import gemmalab.text.GemmaException;
import java.nio.file.Path;

/** A run folder among others: one that can be read, or not. */
public sealed interface RunEntry permits RunSummary, RunEntry.Damaged {

  Path folder();

  /** A run that cannot be read, and why. */
  record Damaged(Path folder, GemmaException reason) implements RunEntry {}
}
