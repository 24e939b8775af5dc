package gemmalab.inspect.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.inspect.ModelPart;
import gemmalab.model.ModelPreset;
import gemmalab.model.ModelStage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagramSceneTest {

  private static final int LENGTH = 12;

  private final DiagramScene scene = new DiagramScene(ModelPreset.NANO.config(), LENGTH);

  @Test
  void eachStageStandsOnceInEachLayerAndTheOthersOnceOutside() {
    for (int layer = 0; layer < scene.headBand(); layer++) {
      assertThat(scene.stages(layer).keySet())
          .containsExactlyElementsOf(
              Arrays.stream(ModelStage.values()).filter(ModelStage::perLayer).toList());
    }
    assertThat(scene.stages(DiagramScene.EMBEDDING_BAND).keySet())
        .containsExactly(ModelStage.EMBEDDING, ModelStage.SCALED_EMBEDDING);
    assertThat(scene.stages(scene.headBand()).keySet())
        .containsExactly(ModelStage.FINAL_NORM, ModelStage.LOGITS);
  }

  @Test
  void theWayOfATokenHasEveryPartOnceInTheOrderOfTheModel() {
    List<Spot> way = scene.way(3);
    long perLayer = Arrays.stream(ModelStage.values()).filter(ModelStage::perLayer).count();

    assertThat(way).doesNotHaveDuplicates();
    assertThat(way).hasSize((int) perLayer * scene.headBand() + 4);
    assertThat(way).isSortedAccordingTo(DiagramSceneTest::inOrder);
  }

  private static int inOrder(Spot one, Spot other) {
    int byBand = Integer.compare(one.band(), other.band());
    return byBand != 0
        ? byBand
        : java.util.Objects.compare(one.stage(), other.stage(), Enum::compareTo);
  }

  @Test
  void noTwoPartsOfACrossingOverlapAndAllLieInIt() {
    for (int band = DiagramScene.EMBEDDING_BAND; band <= scene.headBand(); band++) {
      Area cell = scene.cell(band, 5);
      List<Area> areas =
          scene.stages(band).values().stream()
              .map(area -> cell.place(area, CellPlan.WIDTH))
              .toList();
      for (Area area : areas) {
        assertThat(cell.contains(area.x(), area.y())).isTrue();
        assertThat(cell.contains(area.right() - 1e-6, area.bottom() - 1e-6)).isTrue();
        assertThat(areas).filteredOn(other -> other.meets(area)).containsExactly(area);
      }
    }
  }

  @Test
  void upwardsIsTheWayOfTheDataAndRightwardsTheText() {
    assertThat(scene.band(0).y()).isLessThan(scene.band(DiagramScene.EMBEDDING_BAND).y());
    assertThat(scene.band(1).bottom()).isLessThan(scene.band(0).y());
    assertThat(scene.columnX(1)).isGreaterThan(scene.columnX(0));
    assertThat(scene.tokenArea(0).y()).isGreaterThan(scene.band(-1).bottom());
    assertThat(scene.nextArea(0).bottom()).isLessThan(scene.band(scene.headBand()).y());
  }

  @ParameterizedTest
  @EnumSource(ModelPreset.class)
  void theParametersOfAllBandsAddUpToTheModel(ModelPreset preset) {
    DiagramScene any = new DiagramScene(preset.config(), 4);
    long sum = 0;
    for (int band = DiagramScene.EMBEDDING_BAND; band <= any.headBand(); band++) {
      sum += any.parameters().of(band);
    }
    assertThat(sum).isEqualTo(ModelPart.of(preset.config()).parameters());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60, 512})
  void everyNumberOfAStageHasACellOfItsOwn(int length) {
    for (Map.Entry<ModelStage, Area> stage : CellPlan.LAYER.areas().entrySet()) {
      int[] shape = stage.getKey().shape(ModelPreset.NANO.config(), length);
      VectorCells cells = VectorCells.of(shape);
      assertThat(cells.count()).isEqualTo(stage.getKey().width(ModelPreset.NANO.config(), length));
      for (int index = 0; index < cells.count(); index++) {
        assertThat(cells.at(cells.row(index), cells.column(index))).hasValue(index);
      }
    }
  }

  @Test
  void aPointFindsTheSmallestThingThatIsShownThere() {
    DiagramHits hits = new DiagramHits(scene);
    Spot stage = Spot.stage(ModelStage.QUERIES, 2, 4);
    for (Spot spot : List.of(Spot.band(2, 4), stage, stage.withIndex(77))) {
      Viewport near =
          spot.depth() == Spot.Depth.BAND
              ? Whereabouts.onto(scene, Spot.whole(4), window())
              : Whereabouts.onto(scene, spot, window());
      Area area = near.toScreen(scene.area(spot, near.scale()));
      double y = spot.depth() == Spot.Depth.STAGE ? area.y() + 5 : area.centerY();
      assertThat(hits.at(near, area.centerX(), y)).contains(spot);
    }
    Viewport all = Whereabouts.onto(scene, Spot.whole(0), window());
    Area word = all.toScreen(scene.tokenArea(9));
    assertThat(hits.at(all, word.centerX(), word.centerY())).contains(Spot.whole(9));
    assertThat(hits.at(all, 1, 1)).isEmpty();
  }

  @Test
  void whereOneIsIsWhereOneWentTo() {
    for (Spot spot : scene.way(6)) {
      Viewport near = Whereabouts.onto(scene, spot, window());
      assertThat(Whereabouts.of(scene, near, 6)).isEqualTo(spot);
      assertThat(Whereabouts.of(scene, Whereabouts.onto(scene, spot.around(), window()), 6))
          .isEqualTo(spot.around());
    }
    Viewport all = Whereabouts.onto(scene, Spot.whole(6), window());
    assertThat(Whereabouts.of(scene, all, 6)).isEqualTo(Spot.whole(6));
  }

  private static Viewport window() {
    return new Viewport(0, 0, 1, 900, 600);
  }
}
