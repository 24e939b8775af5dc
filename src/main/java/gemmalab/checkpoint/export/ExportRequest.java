package gemmalab.checkpoint.export;

import gemmalab.text.GemmaException;
import java.nio.file.Path;

/**
 * What is to be written.
 *
 * @param model a folder, a run or a file
 * @param output the new folder or file
 * @param overwrite whether it may take the place of one that is there
 */
public record ExportRequest(
    Path model, Path output, ExportFormat format, ExportType type, boolean overwrite) {

  /**
   * Takes the choices.
   *
   * @throws GemmaException if the format has no such numbers
   */
  public ExportRequest {
    if (!type.isIn(format)) {
      throw new GemmaException("error.export.type", type.label(), format.label());
    }
  }
}
