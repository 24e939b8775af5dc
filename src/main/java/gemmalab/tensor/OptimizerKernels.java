package gemmalab.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What moves the weights: kernels over all of them at once, in place. */
public final class OptimizerKernels {

  private final KernelScript script;

  OptimizerKernels(KernelScript script) {
    this.script = script;
  }

  /** The norm of all gradients together, as one number. */
  public NDArray gradNorm(List<NDArray> gradients, NDManager scope) {
    return script.callWithLists(
        "grad_norm", script.number(0, scope), Map.of("gradients", gradients));
  }

  /** One AdamW update of all parameters, in place. The lists have one order. */
  public void adamW(
      AdamWSettings settings,
      List<NDArray> parameters,
      List<NDArray> gradients,
      List<NDArray> firstMoments,
      List<NDArray> secondMoments,
      NDManager scope) {
    Map<String, List<NDArray>> lists = new LinkedHashMap<>();
    lists.put("parameters", parameters);
    lists.put("gradients", gradients);
    lists.put("firstMoments", firstMoments);
    lists.put("secondMoments", secondMoments);
    script.callWithLists("adam_w", script.numbers(settings.toArray(), scope), lists).close();
  }

  /** Sets tensors to zero, in place. */
  public void zero(List<NDArray> tensors, NDManager scope) {
    script.callWithLists("zero", script.number(0, scope), Map.of("tensors", tensors)).close();
  }

  /** A 0 whose backward pass gives each of the tensors a gradient of zeros, if it has none yet. */
  public NDArray zeroWithGradientOf(List<NDArray> tensors, NDManager scope) {
    return script.callWithLists("nothing_of", script.number(0, scope), Map.of("tensors", tensors));
  }
}
