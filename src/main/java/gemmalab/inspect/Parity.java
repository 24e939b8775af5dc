package gemmalab.inspect;

import ai.djl.ndarray.NDArray;
import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.safetensors.SafetensorsFile;
import gemmalab.data.Batch;
import gemmalab.generate.Sampler;
import gemmalab.generate.SamplingSettings;
import gemmalab.model.ActivationRecorder;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.KvCache;
import gemmalab.model.Weight;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorEngine;
import gemmalab.train.OptimizerConfig;
import gemmalab.train.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Compares a model with reference tensors that another implementation wrote: runs it on the file's
 * {@code input_ids} and compares whatever the file contains: logits, loss, hidden states,
 * attention, gradients, a greedy continuation.
 */
public final class Parity {

  private static final int GREEDY_PROMPT_TOKENS = 4;
  private static final OptimizerConfig ANY_OPTIMIZER =
      new OptimizerConfig(0.9, 0.95, 1e-8, 0, true, 1);

  private final TensorEngine engine;
  private final Gemma3Model model;
  private final SafetensorsFile golden;
  private final double tolerance;
  private final int[][] ids;
  private final List<Difference> differences = new ArrayList<>();

  private Parity(TensorEngine engine, Gemma3Model model, SafetensorsFile golden, double tolerance) {
    this.engine = engine;
    this.model = model;
    this.golden = golden;
    this.tolerance = tolerance;
    ids = golden.intRows("input_ids");
  }

  /**
   * Compares a model with a file of reference tensors. Must run on the tensor thread.
   *
   * @param device where the model computes
   * @param tolerance tolerance of logits and hidden states; a tenth of it for attention and loss,
   *     ten times as much for gradients, relative to their largest value
   */
  public static List<Difference> compare(
      TensorEngine engine,
      ModelFile file,
      ComputeDevice device,
      Path goldenPath,
      double tolerance) {
    try (SafetensorsFile golden = SafetensorsFile.open(goldenPath);
        Gemma3Model model = file.load(engine.newManager(device))) {
      Parity parity = new Parity(engine, model, golden, tolerance);
      parity.compareForward();
      parity.compareLossAndGradients();
      parity.compareGreedy();
      return parity.differences;
    }
  }

  private void compareForward() {
    ActivationRecorder probe = new ActivationRecorder();
    ForwardPass pass = ForwardPass.over(engine.kernels(), Precision.FP32);
    try (Scope scope = Scope.within(model.manager())) {
      compare("logits", model.forward(scope.ids(ids), pass), tolerance);
      compare("logits", "logits (probed)", model.forward(scope.ids(ids), pass.with(probe)));
      for (int i = 0; i < probe.hiddenStates().size(); i++) {
        compare("hidden." + i, probe.hiddenStates().get(i), tolerance);
      }
      for (int i = 0; i < probe.attentionWeights().size(); i++) {
        compare("attention." + i, probe.attentionWeights().get(i), tolerance / 10);
      }
    }
  }

  private void compare(String name, NDArray ours, double allowed) {
    if (golden.tensors().containsKey(name)) {
      float[] reference = golden.floats(name);
      differences.add(Difference.absolute(name, ours.toFloatArray(), reference, allowed));
    }
  }

  private void compare(String name, String shown, NDArray ours) {
    float[] reference = golden.floats(name);
    differences.add(Difference.absolute(shown, ours.toFloatArray(), reference, tolerance));
  }

  private void compareLossAndGradients() {
    if (!golden.tensors().containsKey("loss")) {
      return;
    }
    try (Trainer trainer =
        new Trainer(
            model, engine, ANY_OPTIMIZER, ForwardPass.over(engine.kernels(), Precision.FP32))) {
      double loss = trainer.forwardBackward(batch(), 1);
      float[] reference = golden.floats("loss");
      differences.add(
          Difference.absolute("loss", new float[] {(float) loss}, reference, tolerance / 10));
      for (Map.Entry<String, Weight> p : model.namedWeights().entrySet()) {
        compareGradient("grad." + p.getKey(), p.getValue().array());
      }
    }
  }

  /** The original writes its targets; transformers shifts the inputs by one. */
  private Batch batch() {
    if (golden.tensors().containsKey("targets")) {
      return new Batch(ids, golden.intRows("targets"));
    }
    int[][] inputs = new int[ids.length][];
    int[][] targets = new int[ids.length][];
    for (int row = 0; row < ids.length; row++) {
      inputs[row] = Arrays.copyOf(ids[row], ids[row].length - 1);
      targets[row] = Arrays.copyOfRange(ids[row], 1, ids[row].length);
    }
    return new Batch(inputs, targets);
  }

  private void compareGradient(String name, NDArray weight) {
    if (golden.tensors().containsKey(name)) {
      try (NDArray gradient = weight.getGradient()) {
        float[] reference = golden.floats(name);
        differences.add(
            Difference.relative(name, gradient.toFloatArray(), reference, tolerance * 10));
      }
    }
  }

  /** Generates with the KV cache, so that it is compared too; the first tokens are the prompt. */
  private void compareGreedy() {
    if (!golden.tensors().containsKey("greedy")) {
      return;
    }
    int[] expected = golden.intRows("greedy")[0];
    int[] ours = Arrays.copyOf(expected, expected.length);
    int[] next = Arrays.copyOf(ids[0], GREEDY_PROMPT_TOKENS);
    System.arraycopy(next, 0, ours, 0, next.length);
    Sampler greedy = Sampler.of(SamplingSettings.GREEDY);
    try (KvCache cache = new KvCache(model.config(), engine.kernels(), model.manager())) {
      ForwardPass pass = ForwardPass.over(engine.kernels(), Precision.FP32).with(cache);
      for (int i = GREEDY_PROMPT_TOKENS; i < ours.length; i++) {
        try (Scope scope = Scope.within(model.manager())) {
          ours[i] =
              greedy.choose(model.nextTokenLogits(scope.ids(next), pass).toFloatArray(), next);
        }
        next = new int[] {ours[i]};
      }
    }
    double different = 0;
    for (int i = 0; i < ours.length; i++) {
      different += ours[i] == expected[i] ? 0 : 1;
    }
    differences.add(new Difference("greedy", different, 0, "identical"));
  }
}
