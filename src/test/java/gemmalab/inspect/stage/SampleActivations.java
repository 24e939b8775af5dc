package gemmalab.inspect.stage;

import gemmalab.model.GemmaConfig;
import gemmalab.model.Intervention;
import gemmalab.model.ModelStage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Activations of the right shapes whose numbers no model has computed: for who only shows them. */
public final class SampleActivations {

  private SampleActivations() {}

  /** Those of a text of so many tokens, named word0, word1 and so on. */
  public static Activations of(GemmaConfig config, int length) {
    Random random = new Random(length);
    Map<ModelStage, float[][]> rows = new EnumMap<>(ModelStage.class);
    for (ModelStage stage : ModelStage.values()) {
      float[][] layers = new float[stage.perLayer() ? config.numHiddenLayers() : 1][];
      for (int layer = 0; layer < layers.length; layer++) {
        layers[layer] = numbers(stage, config, length, random);
      }
      rows.put(stage, layers);
    }
    List<TokenColumn> tokens =
        IntStream.range(0, length).mapToObj(i -> new TokenColumn(i, " word" + i)).toList();
    List<Prediction> next =
        IntStream.range(0, length)
            .mapToObj(i -> new Prediction(i + 1, " next" + i, 0.1f + 0.8f * i / length))
            .toList();
    List<List<Prediction>> lens =
        new ArrayList<>(Collections.nCopies(config.numHiddenLayers() + 1, next));
    return new Activations(config, Intervention.NONE, "", tokens, rows, next, lens);
  }

  private static float[] numbers(ModelStage stage, GemmaConfig config, int length, Random random) {
    float[] all = new float[length * stage.width(config, length)];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) random.nextGaussian();
    }
    if (stage == ModelStage.ATTENTION_WEIGHTS) {
      weights(all, length, config.numAttentionHeads(), random);
    }
    return all;
  }

  private static void weights(float[] all, int length, int heads, Random random) {
    for (int query = 0; query < length; query++) {
      for (int head = 0; head < heads; head++) {
        int start = (query * heads + head) * length;
        float sum = 0;
        for (int key = 0; key < length; key++) {
          all[start + key] = key <= query ? (float) Math.exp(2 * random.nextGaussian()) : 0;
          sum += all[start + key];
        }
        for (int key = 0; key < length; key++) {
          all[start + key] /= sum;
        }
      }
    }
  }
}
