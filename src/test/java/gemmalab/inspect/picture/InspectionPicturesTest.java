package gemmalab.inspect.picture;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.inspect.AblationResult;
import gemmalab.inspect.AttentionStages.Stage;
import gemmalab.inspect.Inspection;
import gemmalab.inspect.LogitLens;
import gemmalab.inspect.ResidualStream;
import gemmalab.inspect.TokenPrediction;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.LayerType;
import gemmalab.picture.Cividis;
import gemmalab.picture.DrawnShape;
import gemmalab.picture.DrawnShape.Curve;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Raster;
import gemmalab.picture.Picture;
import gemmalab.text.Messages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InspectionPicturesTest {

  private static final Messages MESSAGES = Messages.english();
  private static final List<String> TOKENS = List.of("The", " door", ",");
  private static final float[][] WEIGHTS = {{1, 0, 0}, {0.25f, 0.75f, 0}, {0, 0.9f, 0.1f}};
  private static final AttentionHead HEAD = new AttentionHead(1, 0);

  @Test
  void mapIsClearWhereNoTokenMayLook() {
    int[] pixels = raster(map(WEIGHTS, 3, Stage.SOFTMAX)).argb();

    assertThat(pixels[1]).isZero();
    assertThat(pixels[3]).isEqualTo(Cividis.argb(0.25));
    assertThat(pixels[6]).as("no weight, but seen").isEqualTo(Cividis.argb(0));
  }

  @Test
  void mapMarksTheWindowOnlyWhereItEndsInTheText() {
    long without =
        map(WEIGHTS, 3, Stage.SOFTMAX).shapes().stream().filter(Lines.class::isInstance).count();
    Picture narrow = map(WEIGHTS, 2, Stage.SOFTMAX);

    assertThat(narrow.shapes()).filteredOn(Lines.class::isInstance).hasSize((int) without + 1);
    assertThat(raster(narrow).argb()[6]).as("beyond the window").isZero();
  }

  @Test
  void scoresBeforeTheMaskFillTheSquare() {
    float[][] scores = {{-1, 0, 3}, {0, 1, 0}, {0, 0, 0}};
    int[] pixels = raster(map(scores, 3, Stage.ROTATED)).argb();

    assertThat(pixels).doesNotContain(0);
    assertThat(pixels[0]).isEqualTo(Cividis.argb(0));
    assertThat(pixels[2]).isEqualTo(Cividis.argb(1));
  }

  @Test
  void aMapIsReadFirstWhereItReachesFarthest() {
    float[][] weights = new float[7][7];
    for (int row = 0; row < 7; row++) {
      weights[row][row] = 0.9f; // itself, which says little
    }
    weights[6][1] = 0.4f;
    weights[5][1] = 0.1f;
    HeadMap map = new HeadMap(HEAD, List.of("a b c d e f g".split(" ")), weights, 7, Stage.SOFTMAX);

    assertThat(map.farthestReaching()).isEqualTo(new HeadMap.Cell(6, 1));
    HeadMap local = new HeadMap(HEAD, map.tokens(), weights, 3, Stage.SOFTMAX);
    assertThat(local.farthestReaching()).isEqualTo(new HeadMap.Cell(0, 0));
  }

  @Test
  void eachRowByItselfReachesTheLightest() {
    MapShades shades =
        new MapShades(new HeadMap(HEAD, TOKENS, WEIGHTS, 3, Stage.SOFTMAX), MapScale.ROW);

    assertThat(shades.at(1, 1)).isEqualTo(1);
    assertThat(shades.at(1, 0)).isBetween(0.33, 0.34);
  }

  @Test
  void gridKeepsAThinLineOfALongTextAndCrossesOutAblatedHeads() {
    int tokens = 200;
    float[][] previous = new float[tokens][tokens];
    for (int row = 1; row < tokens; row++) {
      previous[row][row - 1] = 1;
    }
    Inspection seen = inspection(new float[][][][] {{previous}});
    HeadGridGeometry geometry = new HeadGridGeometry(1, 1, 40);

    Picture grid =
        HeadGridPicture.ofMaps(
            seen,
            List.of(LayerType.FULL),
            Set.of(new AttentionHead(0, 0)),
            MapScale.LINEAR,
            geometry,
            MESSAGES);

    Raster raster = raster(grid);
    assertThat(raster.columns()).isEqualTo(40);
    for (int row = 0; row < raster.rows(); row++) {
      assertThat(raster.argb()[row * 40 + row]).isEqualTo(Cividis.argb(1));
    }
    assertThat(grid.shapes()).filteredOn(Lines.class::isInstance).hasSize(2);
  }

  @Test
  void arcsOfAChosenTokenAreItsOwn() {
    Inspection seen = inspection(new float[][][][] {{WEIGHTS}});
    List<AttentionHead> heads = List.of(new AttentionHead(0, 0));

    assertThat(curves(seen, heads, Optional.empty())).hasSize(5);
    assertThat(curves(seen, heads, Optional.of(new TokenFocus(1, TokenFocus.Side.QUERY))))
        .hasSize(2);
    assertThat(curves(seen, heads, Optional.of(new TokenFocus(1, TokenFocus.Side.KEY)))).hasSize(2);
    assertThat(ArcsPicture.tokenAt(TOKENS, ArcsPicture.width(TOKENS) - 10)).contains(2);
  }

  @Test
  void lensHasTheWordOfEachCell() {
    LogitLens lens =
        new LogitLens(
            List.of("a"),
            List.of(
                List.of(List.of(new TokenPrediction(1, " x", 0.2))),
                List.of(List.of(new TokenPrediction(2, " y", 0.9)))));

    Picture picture = LensPicture.of(lens, 0, 1, 20, MESSAGES);

    assertThat(labels(picture)).contains("▁x", "▁y", "a", "Embedding", "Layer 1");
    assertThat(InspectionTables.lens(lens).text()).contains("0,1,a,1, x,0.2");
  }

  @Test
  void sentenceOfTheCostsNamesTheDearestHead() {
    AblationResult costs = new AblationResult(2, new double[][] {{2.1, 1.9}, {2.5, 2}});

    Picture picture =
        HeadGridPicture.ofAblation(
            costs,
            List.of(LayerType.SLIDING, LayerType.FULL),
            Set.of(),
            new HeadGridGeometry(2, 2, 40),
            MESSAGES);

    assertThat(picture.sentence()).contains("layer 2, head 1").contains("+0.500");
    assertThat(labels(picture)).contains("+0.10", "-0.10", "+0.50");
  }

  @Test
  void predictionsStandSideBySideInTheOrderOfThePlainModel() {
    Picture picture =
        PredictionPicture.of(
            List.of(new TokenPrediction(1, " mat", 0.6), new TokenPrediction(2, " sun", 0.1)),
            List.of(new TokenPrediction(3, " cat", 0.5), new TokenPrediction(1, " mat", 0.2)),
            268,
            MESSAGES);

    assertThat(labels(picture))
        .containsSubsequence("▁mat", "60 %", "20 %", "▁sun", "10 %", "<1 %", "▁cat");
  }

  @Test
  void residualStreamTellsItsGrowth() {
    ResidualStream sizes =
        new ResidualStream(
            new float[][] {{1, 3}, {8, 12}}, new float[][] {{1}, {2}}, new float[][] {{1}, {2}});

    assertThat(ResidualPicture.of(sizes, 400, 300, MESSAGES).sentence())
        .contains("2.00")
        .contains("10.0");
    assertThat(ResidualPicture.layerAt(399, 400, 2)).isEqualTo(1);
  }

  @Test
  void whatHasNoGlyphIsShownByItsNumber() {
    assertThat(TokenLabels.shown(" a\r\n")).isEqualTo("▁a<0D>¶");
    assertThat(TokenLabels.cut("extraordinary")).isEqualTo("extraord…");
  }

  private static Picture map(float[][] values, int window, Stage stage) {
    HeadMap map = new HeadMap(HEAD, TOKENS, values, window, stage);
    return MapPicture.of(
        new MapShades(map, MapScale.LINEAR), MapFrame.whole(map.size(), 20), MESSAGES);
  }

  private static Inspection inspection(float[][][][] weights) {
    int tokens = weights[0][0].length;
    List<String> names =
        tokens == TOKENS.size() ? TOKENS : java.util.Collections.nCopies(tokens, "a");
    return new Inspection(
        names,
        new int[tokens],
        weights,
        new float[tokens - 1],
        List.of(),
        new ResidualStream(new float[0][], new float[0][], new float[0][]));
  }

  private static List<DrawnShape> curves(
      Inspection seen, List<AttentionHead> heads, Optional<TokenFocus> focus) {
    return ArcsPicture.of(seen, heads, focus, 0, 400, 200, MESSAGES).shapes().stream()
        .filter(Curve.class::isInstance)
        .toList();
  }

  private static Raster raster(Picture picture) {
    return picture.shapes().stream()
        .filter(Raster.class::isInstance)
        .map(Raster.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> labels(Picture picture) {
    return picture.shapes().stream()
        .filter(Label.class::isInstance)
        .map(shape -> ((Label) shape).text())
        .toList();
  }
}
