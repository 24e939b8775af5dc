package gemmalab.inspect.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.inspect.stage.Calculation;
import gemmalab.inspect.stage.SampleActivations;
import gemmalab.inspect.stage.Term;
import gemmalab.model.ModelPreset;
import gemmalab.model.ModelStage;
import gemmalab.picture.DrawnShape;
import gemmalab.picture.DrawnShape.Curve;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Raster;
import gemmalab.picture.DrawnShape.Rectangle;
import gemmalab.picture.Palette;
import gemmalab.picture.Picture;
import gemmalab.picture.SvgWriter;
import gemmalab.text.Language;
import gemmalab.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagramPictureTest {

  private static final int LENGTH = 12;
  private static final int CHOSEN = LENGTH - 1;
  private static final double WIDTH = 900;
  private static final double HEIGHT = 600;

  private final DiagramScene scene = new DiagramScene(ModelPreset.NANO.config(), LENGTH);
  private final DiagramValues values =
      new DiagramValues(SampleActivations.of(ModelPreset.NANO.config(), LENGTH));

  @Test
  void fromAfarItShowsTokensLayersArcsLensWordsAndParameters() {
    List<String> texts = texts(draw(Spot.whole(CHOSEN)));

    assertThat(texts).contains("word0", "word11", "next11", "layer 1", "layer 6", "global · all");
    assertThat(texts.stream().filter("next11"::equals)).hasSizeGreaterThan(scene.headBand());
    assertThat(shapes(draw(Spot.whole(CHOSEN)), Curve.class)).isNotEmpty();
  }

  /** As a reader would: every number at the right, and the one above them. */
  @ParameterizedTest
  @CsvSource({"GEMMA3_270M, 164_654_976", "GEMMA3_270M_BASE, 268_098_176"})
  void theParametersThatAreShownAddUpToTheOnesOfTheModel(ModelPreset preset, String sum) {
    DiagramScene large = new DiagramScene(preset.config(), 4);
    Viewport view = Whereabouts.onto(large, Spot.whole(0), new Viewport(0, 0, 1, WIDTH, HEIGHT));
    Drawing drawing = new Drawing(large, values, DiagramLook.of(0), view, Messages.english());
    new ParameterDrawing(drawing).draw();

    List<Long> shown =
        drawing.shapes().stream()
            .filter(Label.class::isInstance)
            .map(shape -> ((Label) shape).text().replaceAll("\\D", ""))
            .filter(digits -> !digits.isEmpty())
            .map(Long::parseLong)
            .toList();

    assertThat(shown).hasSize(18 + 3);
    long all = Long.parseLong(sum.replace("_", ""));
    assertThat(shown.get(shown.size() - 1)).isEqualTo(all);
    assertThat(shown.subList(0, shown.size() - 1).stream().mapToLong(Long::longValue).sum())
        .isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({"560, 440", "820, 530", "1500, 850"})
  void namesAndNumbersStandBesideTheBandsAndInTheWindow(double width, double height) {
    for (Language language : Language.values()) {
      Viewport view = Whereabouts.onto(scene, Spot.whole(0), new Viewport(0, 0, 1, width, height));
      Drawing drawing =
          new Drawing(scene, values, DiagramLook.of(CHOSEN), view, Messages.of(language));
      new MarginDrawing(drawing).draw();
      new ParameterDrawing(drawing).draw();
      Area columns = view.toScreen(scene.whole());
      for (DrawnShape shape : drawing.shapes()) {
        if (shape instanceof Label label && label.degrees() == 0) {
          Area place = placeOf(label);
          assertThat(place.x()).as(label.text()).isGreaterThanOrEqualTo(0);
          assertThat(place.right()).as(label.text()).isLessThanOrEqualTo(width);
          boolean name = label.x() < columns.x();
          assertThat(name && place.right() > columns.x()).as(label.text()).isFalse();
        }
      }
    }
  }

  private static Area placeOf(Label label) {
    double width = label.lettering().widthOf(label.text());
    double x =
        switch (label.anchor()) {
          case START -> label.x();
          case MIDDLE -> label.x() - width / 2;
          case END -> label.x() - width;
        };
    return new Area(x, label.y(), width, 0);
  }

  @Test
  void oneHeadHasOtherArcsThanAllTogether() {
    DiagramLook all = DiagramLook.of(CHOSEN);
    DiagramLook one = new DiagramLook(all.selected(), null, Set.of(), new HeadChoice(1));

    assertThat(shapes(draw(all, Spot.whole(CHOSEN)), Curve.class))
        .isNotEqualTo(shapes(draw(one, Spot.whole(CHOSEN)), Curve.class));
  }

  @Test
  void fromNearEveryStageOfTheLayerHasItsNameAndItsVector() {
    Picture picture = draw(Spot.band(2, CHOSEN));

    for (ModelStage stage : scene.stages(2).keySet()) {
      String name = Messages.english().format("diagram." + stage.key());
      assertThat(texts(picture)).anyMatch(text -> text.endsWith(name));
    }
    assertThat(shapes(picture, Raster.class)).hasSizeGreaterThanOrEqualTo(23);
  }

  @Test
  void fromNearestEachCellHasItsNumberAndThePointedOneItsSources() {
    Spot cell = Spot.stage(ModelStage.QUERIES, 2, CHOSEN).withIndex(40);
    Calculation calculation =
        Calculation.of("calculation.product", List.of(new Term("3", 2, 4)), 1, List.of(), 8);
    Set<Spot> sources = SourceCells.of(cell, calculation);

    assertThat(sources).containsExactly(Spot.stage(ModelStage.INPUT_NORM, 2, CHOSEN).withIndex(3));
    DiagramLook look = new DiagramLook(cell, cell, sources, HeadChoice.ALL);
    assertThat(texts(draw(look, cell))).contains(CellNumbers.text(values.number(cell)));
  }

  /** Also where one looks between things and at the edges. */
  @Test
  void whatIsNotSeenIsNotDrawn() {
    List<Spot> spots = new ArrayList<>(List.of(Spot.whole(0), Spot.band(-1, 0)));
    spots.addAll(scene.way(5));
    spots.add(Spot.stage(ModelStage.LOGITS, scene.headBand(), 0).withIndex(1000));
    for (Spot spot : spots) {
      Picture picture = draw(DiagramLook.of(CHOSEN), spot);
      assertThat(picture.shapes().size()).isLessThan(3000);
      for (DrawnShape shape : picture.shapes()) {
        assertThat(isSeen(shape)).as("%s, looking at %s", shape, spot).isTrue();
      }
    }
  }

  private static boolean isSeen(DrawnShape shape) {
    double edge = 200;
    Area window = new Area(-edge, -edge, WIDTH + 2 * edge, HEIGHT + 2 * edge);
    if (shape instanceof Rectangle box) {
      return new Area(box.x(), box.y(), box.width(), box.height()).meets(window);
    }
    if (shape instanceof Raster cells) {
      return new Area(cells.x(), cells.y(), cells.width(), cells.height()).meets(window);
    }
    return !(shape instanceof Label label) || window.contains(label.x(), label.y());
  }

  @Test
  void theSameDescriptionIsAnSvg() {
    String svg = SvgWriter.text(draw(Spot.band(2, CHOSEN)), Palette.DARK);

    assertThat(svg).contains("softmax").contains("<image").contains("<polyline");
    assertThat(shapes(draw(Spot.band(2, CHOSEN)), Lines.class)).hasSizeGreaterThan(24);
  }

  @Test
  void aCalculationIsWrittenWithItsLargestTermsTheRestAndTheSum() {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      terms.add(new Term(String.valueOf(i), i == 7 ? -2 : 0.1, 1));
    }
    Calculation calculation = Calculation.of("calculation.product", terms, 1, List.of(), 8);

    List<String> lines = CalculationText.lines(calculation, Messages.english());

    assertThat(lines.get(0)).startsWith("= (−2.00)·1.00 + 0.10·1.00").endsWith("16 more");
    assertThat(lines.get(1)).isEqualTo("= −2.00 + 0.10 + 0.10 + 0.10 + 1.60");
    assertThat(lines.get(2)).isEqualTo("= −0.10");
  }

  @Test
  void numbersAreShort() {
    assertThat(
            List.of(0.0, 0.1234, -0.1234, 0.0123, 12.345, 123.4, -1234.5, 0.00045).stream()
                .map(CellNumbers::text))
        .containsExactly("0", "0.12", "−0.12", "0.012", "12.3", "123", "−1235", "5e-4");
    assertThat(List.of(0.09999, 9.999, 99.99, 0.00099999, 9.7e-5).stream().map(CellNumbers::text))
        .containsExactly("0.10", "10.0", "100", "0.001", "1e-4");
    assertThat(CellNumbers.text(Float.NEGATIVE_INFINITY)).isEqualTo("−∞");
  }

  private Picture draw(Spot spot) {
    return draw(new DiagramLook(spot, null, Set.of(), HeadChoice.ALL), spot);
  }

  private Picture draw(DiagramLook look, Spot spot) {
    Viewport view = Whereabouts.onto(scene, spot, new Viewport(0, 0, 1, WIDTH, HEIGHT));
    return DiagramPicture.of(scene, values, look, view, Messages.english());
  }

  private static List<String> texts(Picture picture) {
    return shapes(picture, Label.class).stream().map(Label::text).toList();
  }

  private static <S extends DrawnShape> List<S> shapes(Picture picture, Class<S> type) {
    return picture.shapes().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
