package gemmalab.tensor;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arithmetic of the model: typed calls into the TorchScript of {@code kernels.py}, with
 * gradients.
 *
 * <p>Letters of shapes: B batch, T tokens, S keys, V vocabulary, C width, H heads, K key-value
 * heads, D head size. Each result joins the scope of the first operand.
 */
public final class Kernels {

  private static final String SOURCE = "kernels.py";

  private final Model model;
  private final PtSymbolBlock script;
  private final NDManager cpu;
  private final Map<String, NDArray> methods = new HashMap<>();
  private final Map<Double, NDArray> constants = new HashMap<>();

  private Kernels(Model model, NDManager cpu) {
    this.model = model;
    this.script = (PtSymbolBlock) model.getBlock();
    this.cpu = cpu;
  }

  /** Compiles the kernels; done once in a process. */
  static Kernels compile(Engine engine) {
    try (InputStream source = Kernels.class.getResourceAsStream(SOURCE)) {
      if (source == null) {
        throw new IllegalStateException(SOURCE + " is missing from the class path");
      }
      byte[] archive =
          KernelArchive.pack(new String(source.readAllBytes(), StandardCharsets.UTF_8));
      Model model = Model.newInstance("kernels", Device.cpu(), engine.getEngineName());
      model.load(new ByteArrayInputStream(archive));
      return new Kernels(model, engine.newBaseManager(Device.cpu()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedModelException e) {
      throw new IllegalStateException(SOURCE + " does not compile", e);
    }
  }

  /**
   * Scaled rows of a table: ids [B, T] of int64, weight [V, C] -> [B, T, C].
   *
   * @param padding the row that gets no gradient; -1 for none
   */
  public NDArray embedding(NDArray ids, NDArray weight, double scale, int padding) {
    return call("embedding", ids, weight, constant(scale), constant(padding));
  }

  /** x / rms(x) * (1 + weight) over the last axis, in float32 (Zhang and Sennrich 2019). */
  public NDArray rmsNorm(NDArray x, NDArray weight, double epsilon) {
    return call("rms_norm", x, weight, constant(epsilon));
  }

  /** x [..., in] times weight [out, in] transposed -> [..., out], in the given precision. */
  public NDArray linear(NDArray x, NDArray weight, Precision precision) {
    return call(precision == Precision.BF16 ? "linear_bf16" : "linear", x, weight);
  }

  /** GELU in its tanh form, element by element. */
  public NDArray geluTanh(NDArray x) {
    return call("gelu_tanh", x);
  }

  /** Cosines and sines [2, count, D / 2] of the rotary positions from {@code first} on. */
  public NDArray rotaryTable(NDArray like, int first, int count, double base, int headDim) {
    NDManager scope = like.getManager();
    return call(
        "rotary_table",
        like,
        number(first, scope),
        number(count, scope),
        constant(base),
        constant(headDim));
  }

  /** Turns x [B, H, T, D] by a {@link #rotaryTable}. */
  public NDArray rotate(NDArray x, NDArray table) {
    return call("rotate", x, table);
  }

  /**
   * Causal attention over a whole text, each token seeing at most {@code window} keys.
   *
   * @return [B, H, T, D] from query [B, H, T, D], key and value [B, K, T, D], in value's type
   */
  public NDArray attention(NDArray query, NDArray key, NDArray value, double scale, int window) {
    return call("attention", query, key, value, constant(scale), constant(window));
  }

  /** One new token's attention over the first {@code count} slots of a cache -> [B, H, 1, D]. */
  public NDArray cachedAttention(
      NDArray query, NDArray keys, NDArray values, int count, double scale) {
    NDArray held = number(count, query.getManager());
    return call("cached_attention", query, keys, values, held, constant(scale));
  }

  /** The softmax weights [B, H, T, T] that {@link #attention} keeps to itself. */
  public NDArray attentionWeights(NDArray query, NDArray key, double scale, int window) {
    return call("attention_weights", query, key, constant(scale), constant(window));
  }

  /** weights [B, H, T, S] times value [B, K, S, D] -> [B, H, T, D]. */
  public NDArray weightedValues(NDArray weights, NDArray value) {
    return call("weighted_values", weights, value);
  }

  /** Writes x [B, K, n, D] into the cache [B, K, slots, D] at slots [n], in place. */
  public void writeCache(NDArray x, NDArray cache, NDArray slots) {
    call("write_cache", x, cache, slots).close();
  }

  /** Mean cross-entropy in nats of logits [B, T, V] against targets [B, T], in float32. */
  public NDArray crossEntropy(NDArray logits, NDArray targets) {
    return call("cross_entropy", logits, targets);
  }

  /**
   * Scales gradients in place so that their common norm is at most {@code limit}.
   *
   * @return the norm before, as one number
   */
  public NDArray clipGradNorm(List<NDArray> gradients, double limit, NDManager scope) {
    NDList arguments = new NDList(number(limit, scope));
    addList(arguments, "gradients[]", gradients);
    NDArray norm = call("clip_grad_norm", arguments);
    gradients.forEach(gradient -> gradient.setName(null));
    return norm;
  }

  /** One AdamW update of all parameters, in place. The lists have one order. */
  public void adamW(
      AdamWSettings settings,
      List<NDArray> parameters,
      List<NDArray> gradients,
      List<NDArray> firstMoments,
      List<NDArray> secondMoments,
      NDManager scope) {
    NDArray numbers = cpu.create(settings.toArray());
    numbers.attach(scope);
    NDList arguments = new NDList(numbers);
    addList(arguments, "parameters[]", parameters);
    addList(arguments, "gradients[]", gradients);
    addList(arguments, "firstMoments[]", firstMoments);
    addList(arguments, "secondMoments[]", secondMoments);
    callInPlace("adam_w", arguments);
  }

  /** Sets tensors to zero, in place. */
  public void zero(List<NDArray> tensors, NDManager scope) {
    NDList arguments = new NDList(number(0, scope));
    addList(arguments, "tensors[]", tensors);
    callInPlace("zero", arguments);
  }

  /** How many tensors the kernels hold for themselves; constant once all were used. */
  public int managedArrays() {
    return cpu.getManagedArrays().size() + model.getNDManager().getManagedArrays().size();
  }

  private NDArray call(String method, NDArray... arguments) {
    return call(method, new NDList(arguments));
  }

  private NDArray call(String method, NDList arguments) {
    arguments.add(methods.computeIfAbsent(method, this::methodMark));
    // true: if gradients are being recorded on this thread, these are too
    return IValueUtils.forward(script, arguments, true).get(0);
  }

  /** Calls a method with list arguments, and takes the lists' names off the arrays again. */
  private void callInPlace(String method, NDList arguments) {
    int given = arguments.size();
    call(method, arguments).close();
    arguments.subList(0, given).forEach(array -> array.setName(null));
  }

  /** DJL takes the name of the method from an extra array of this name. */
  private NDArray methodMark(String method) {
    NDArray mark = cpu.create(0f);
    mark.setName("module_method:" + method);
    return mark;
  }

  /** DJL makes one list argument of the arrays that share a name with brackets. */
  private static void addList(NDList arguments, String name, List<NDArray> arrays) {
    for (NDArray array : arrays) {
      array.setName(name);
      arguments.add(array);
    }
  }

  /** A number of the model's configuration: kept, since it comes again in every step. */
  private NDArray constant(double value) {
    return constants.computeIfAbsent(value, cpu::create);
  }

  /** A number of this step: freed with the scope. On the CPU, so reading it never waits. */
  private NDArray number(double value, NDManager scope) {
    NDArray number = cpu.create(value);
    number.attach(scope);
    return number;
  }
}
