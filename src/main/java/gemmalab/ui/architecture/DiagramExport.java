package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.DiagramPicture;
import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.diagram.Spot.Depth;
import gemmalab.picture.CsvTable;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.board.Exportable;
import gemmalab.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of the diagram, to be written to a file; as a table, the numbers of what is chosen.
 */
final class DiagramExport {

  private DiagramExport() {}

  /** Null while there is nothing. */
  static @Nullable Exportable of(DiagramModels models, Texts texts) {
    DiagramScene scene = models.reading().scene().get();
    DiagramValues values = models.reading().values().get();
    if (scene == null || values == null) {
      return null;
    }
    Picture picture =
        DiagramPicture.of(
            scene,
            values,
            models.selection().look(),
            models.navigation().view().get(),
            texts.messages());
    return new Exportable("architecture", picture, table(scene, values, models));
  }

  private static CsvTable table(DiagramScene scene, DiagramValues values, DiagramModels models) {
    Spot spot = models.selection().selected().get();
    boolean stage = spot.depth() == Depth.STAGE || spot.depth() == Depth.CELL;
    return stage ? vector(values.vector(spot)) : norms(scene, values);
  }

  private static CsvTable vector(float[] vector) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < vector.length; i++) {
      rows.add(List.of(String.valueOf(i), CsvTable.number(vector[i])));
    }
    return new CsvTable(List.of("index", "value"), rows);
  }

  private static CsvTable norms(DiagramScene scene, DiagramValues values) {
    List<List<String>> rows = new ArrayList<>();
    for (int token = 0; token < scene.length(); token++) {
      for (int layers = 0; layers <= scene.headBand(); layers++) {
        rows.add(
            List.of(
                String.valueOf(token),
                values.activations().tokens().get(token).label(),
                String.valueOf(layers),
                CsvTable.number(values.streamNorm(layers, token))));
      }
    }
    return new CsvTable(List.of("position", "token", "layers", "stream_rms"), rows);
  }
}
