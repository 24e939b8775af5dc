package gemmalab.ui.attention.board;

import gemmalab.picture.CsvTable;
import gemmalab.picture.Picture;

/**
 * A view that can be written to a file.
 *
 * @param name of the file, without its ending
 */
public record Exportable(String name, Picture picture, CsvTable table) {}
