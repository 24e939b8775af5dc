package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.CellNumbers;
import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.picture.TokenLabels;
import gemmalab.model.LayerType;
import gemmalab.model.ModelStage;
import gemmalab.ui.common.Texts;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is at a spot, in words: its name, and for who listens also its value. */
final class SpotWords {

  private final DiagramReading reading;
  private final Texts texts;

  SpotWords(DiagramReading reading, Texts texts) {
    this.reading = reading;
    this.texts = texts;
  }

  /** The name alone, as in a crumb trail. */
  String name(Spot spot) {
    DiagramScene scene = reading.scene().get();
    return switch (spot.depth()) {
      case WHOLE -> texts.format("ui.diagram.whole");
      case BAND -> scene == null ? "" : band(scene, spot.band());
      case STAGE -> stage(spot);
      case CELL -> stage(spot) + " [" + spot.index() + "]";
    };
  }

  private String stage(Spot spot) {
    return texts.format("diagram." + Objects.requireNonNull(spot.stage()).key());
  }

  private String band(DiagramScene scene, int band) {
    if (band < 0) {
      return texts.format("diagram.band.embedding");
    }
    if (band >= scene.headBand()) {
      return texts.format("diagram.band.head");
    }
    LayerType type = scene.config().layerTypes().get(band);
    return texts.format(
        type == LayerType.FULL ? "ui.diagram.layer.full" : "ui.diagram.layer.local", band + 1);
  }

  /** Name and value. */
  String of(Spot spot) {
    DiagramScene scene = reading.scene().get();
    DiagramValues values = reading.values().get();
    if (scene == null || values == null || spot.token() >= scene.length()) {
      return texts.format("ui.diagram.name");
    }
    String token = token(values, spot.token());
    String next = TokenLabels.said(values.activations().next(spot.token()).label());
    return switch (spot.depth()) {
      case WHOLE -> texts.format("ui.diagram.say.whole", scene.headBand(), token, next);
      case BAND -> {
        int layers = Math.max(0, Math.min(scene.headBand(), spot.band() + 1));
        String norm = CellNumbers.text(values.streamNorm(layers, spot.token()));
        yield texts.format("ui.diagram.say.band", band(scene, spot.band()), token, norm);
      }
      case STAGE -> {
        String norm = CellNumbers.text(DiagramValues.rms(values.vector(spot)));
        yield texts.format(
            "ui.diagram.say.stage",
            band(scene, spot.band()),
            stage(spot),
            token,
            shape(scene, spot),
            norm);
      }
      case CELL ->
          texts.format(
              "ui.diagram.say.cell",
              band(scene, spot.band()),
              stage(spot),
              token,
              spot.index(),
              CellNumbers.text(values.number(spot)));
    };
  }

  static String token(DiagramValues values, int token) {
    return TokenLabels.said(values.activations().tokens().get(token).label());
  }

  static String shape(DiagramScene scene, Spot spot) {
    ModelStage stage = Objects.requireNonNull(spot.stage());
    return Arrays.stream(stage.shape(scene.config(), scene.length()))
        .skip(1)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(" × "));
  }
}
