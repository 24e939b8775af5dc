package gemmalab.inspect.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.checkpoint.ModelFile;
import gemmalab.inspect.stage.ActivationPass;
import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.Attribution;
import gemmalab.inspect.stage.Attribution.Kind;
import gemmalab.inspect.stage.Attribution.Part;
import gemmalab.inspect.stage.GoldenModel;
import gemmalab.inspect.stage.LogitTarget;
import gemmalab.inspect.stage.UnitShare;
import gemmalab.model.Gemma3Model;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.Intervention.SkippedStage;
import gemmalab.model.ModelStage;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.TensorEngine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnTensorThread.class)
class LogitAttributionTest {

  private static final int ALL = Integer.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(strings = {"hf_tiny_a", "hf_tiny_tied"})
  void partsAddUpToHuggingFacesLogits(String name, TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, name)) {
      Activations read = golden.read(0);
      float[] logits = golden.reference("logits", 0);
      int vocabulary = read.config().vocabSize();
      for (int token = 0; token < read.length(); token++) {
        for (int word = 0; word < vocabulary; word += 7) {
          Attribution parts = parts(golden.model(), read, LogitTarget.of(token, word));
          double expected = logits[token * vocabulary + word];
          assertThat(parts.logit()).isCloseTo(expected, within(1e-4));
        }
      }
    }
  }

  @Test
  void partsOfTheBundledModelAddUpToItsLogits(TensorEngine engine) {
    ModelFile file = ModelFile.locate(Path.of("models/tale-nano"));
    try (Gemma3Model model = file.load(engine.newManager(ComputeDevice.CPU))) {
      Activations read =
          new ActivationPass(model, engine.kernels(), file.tokenizer())
              .read("Once upon a time, there was a cat named", Intervention.NONE);
      for (int token = 0; token < read.length(); token++) {
        int word = read.next(token).id();
        Attribution parts = parts(model, read, LogitTarget.of(token, word));
        float logit = read.value(ModelStage.LOGITS, -1, token, word);
        assertThat(parts.logit()).isCloseTo(logit, within(1e-4));
        requireSharesOfSharesAddUp(model, read, LogitTarget.of(token, word));
      }
    }
  }

  @Test
  void oneForTheEmbeddingAndForEachHeadAndFeedForwardNetwork(TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, "hf_tiny_a")) {
      List<Part> parts = parts(golden.model(), golden.read(0), LogitTarget.of(3, 4)).parts();
      assertThat(parts).hasSize(1 + 6 * (4 + 1));
      assertThat(parts).filteredOn(part -> part.kind() == Kind.HEAD).hasSize(6 * 4);
      assertThat(parts.get(0).kind()).isEqualTo(Kind.EMBEDDING);
    }
  }

  @Test
  void differenceOfTwoWordsIsThatOfTheirLogits(TensorEngine engine) {
    try (GoldenModel golden = new GoldenModel(engine, "hf_tiny_a")) {
      Activations read = golden.read(0);
      float[] logits = read.values(ModelStage.LOGITS, -1, 9);
      Attribution parts = parts(golden.model(), read, LogitTarget.difference(9, 12, 40));
      assertThat(parts.logit()).isCloseTo(logits[12] - logits[40], within(1e-4));
      requireSharesOfSharesAddUp(golden.model(), read, LogitTarget.difference(9, 12, 40));
    }
  }

  @Test
  void partsAddUpUnderAChangeToTheModel(TensorEngine engine) {
    Intervention change =
        Intervention.NONE
            .withAblatedHeads(Set.of(new AttentionHead(1, 2)))
            .without(ModelStage.POST_ATTENTION_NORM, 0)
            .without(ModelStage.POST_FEED_FORWARD_NORM, SkippedStage.EVERY_LAYER);
    try (GoldenModel golden = new GoldenModel(engine, "hf_tiny_a")) {
      Activations read = golden.read(0, change);
      LogitTarget target = LogitTarget.of(9, 12);
      Attribution parts = parts(golden.model(), read, target);
      assertThat(parts.logit()).isCloseTo(read.value(ModelStage.LOGITS, -1, 9, 12), within(1e-4));
      assertThat(parts.parts())
          .contains(new Part(1, Kind.HEAD, 2, 0))
          .doesNotContain(new Part(1, Kind.HEAD, 1, 0));
      requireSharesOfSharesAddUp(golden.model(), read, target);
    }
  }

  private static void requireSharesOfSharesAddUp(
      Gemma3Model model, Activations read, LogitTarget target) {
    LogitAttribution attribution = new LogitAttribution(model, read, target);
    for (Part part : attribution.parts().parts()) {
      if (part.kind() == Kind.HEAD) {
        double[] sources = attribution.sources(part.layer(), part.head());
        assertThat(Arrays.stream(sources).sum()).isCloseTo(part.value(), within(1e-4));
      } else if (part.kind() == Kind.FEED_FORWARD) {
        List<UnitShare> units = attribution.units(part.layer(), ALL);
        double sum = units.stream().mapToDouble(UnitShare::value).sum();
        assertThat(sum).isCloseTo(part.value(), within(1e-4));
      }
    }
  }

  private static Attribution parts(Gemma3Model model, Activations read, LogitTarget target) {
    return new LogitAttribution(model, read, target).parts();
  }
}
