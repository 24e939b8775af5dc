package gemmalab.ui.attention;

import gemmalab.picture.CsvTable;
import gemmalab.picture.Picture;

/**
 * A view that can be written to a file.
 *
 * @param name of the file, without its ending
 */
record Exportable(String name, Picture picture, CsvTable table) {}
