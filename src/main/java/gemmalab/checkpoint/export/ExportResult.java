package gemmalab.checkpoint.export;

import java.util.List;

/**
 * What was written.
 *
 * @param bytes of all its files
 * @param seconds that it took
 * @param notes for whoever uses it
 */
public record ExportResult(long bytes, double seconds, List<ExportNote> notes) {

  public ExportResult {
    notes = List.copyOf(notes);
  }
}
