package gemmalab.tensor;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

  /** gelu(gate) · up, element by element, with GELU in its tanh form. */
  public NDArray geluTanhGate(NDArray gate, NDArray up) {
    return call("gelu_tanh_gate", gate, up);
  }

  /** [B, T, H · D] -> [B, H, T, D]. */
  public NDArray splitHeads(NDArray x, int headDim) {
    return call("split_heads", x, constant(headDim));
  }

  /** [B, H, T, D] -> [B, T, H · D]. */
  public NDArray mergeHeads(NDArray x) {
    return call("merge_heads", x);
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

  /** Writes new keys and values [B, K, n, D] into a cache, in place. */
  public void writeCache(NDArray key, NDArray value, CacheSlots cache) {
    call("write_cache", key, value, cache.keys(), cache.values(), cache.slots()).close();
  }

  /**
   * One new token joins a cache and looks at all that it holds.
   *
   * @return [B, H, 1, D] from query [B, H, 1, D], key and value [B, K, 1, D]
   */
  public NDArray cachedAttention(
      NDArray query, NDArray key, NDArray value, CacheSlots cache, double scale) {
    return call(
        "cached_attention",
        query,
        key,
        value,
        cache.keys(),
        cache.values(),
        cache.slots(),
        cache.held(),
        constant(scale));
  }

  /**
   * Where new keys and values go.
   *
   * @param keys the cache [B, K, slots, D]
   * @param values the same for values
   * @param slots places of the new ones [n], int64
   * @param held how many slots are filled after them; one number
   */
  public record CacheSlots(NDArray keys, NDArray values, NDArray slots, NDArray held) {}

  /** The softmax weights [B, H, T, T] that {@link #attention} keeps to itself. */
  public NDArray attentionWeights(NDArray query, NDArray key, double scale, int window) {
    return call("attention_weights", query, key, constant(scale), constant(window));
  }

  /** weights [B, H, T, S] times value [B, K, S, D] -> [B, H, T, D]. */
  public NDArray weightedValues(NDArray weights, NDArray value) {
    return call("weighted_values", weights, value);
  }

  /** Mean cross-entropy in nats of logits [B, T, V] against targets [B, T], in float32. */
  public NDArray crossEntropy(NDArray logits, NDArray targets) {
    return call("cross_entropy", logits, targets);
  }

  /** The id of the most likely token of logits [..., V] of one place. */
  public int mostLikely(NDArray logits) {
    return Math.toIntExact(call("most_likely", logits).getLong());
  }

  /**
   * Draws a token of logits [..., V] of one place, after temperature, top-k and top-p.
   *
   * @param topK the vocabulary's size or more for all tokens
   * @param topP 1 for all tokens
   * @param uniform from [0, 1): decides which
   */
  public int draw(NDArray logits, double temperature, int topK, double topP, double uniform) {
    NDManager scope = logits.getManager();
    NDArray id =
        call(
            "draw",
            logits,
            constant(temperature),
            constant(topK),
            constant(topP),
            number(uniform, scope));
    return Math.toIntExact(id.getLong(0));
  }

  /** What the model believes of one place's logits [..., V]. */
  public Beliefs beliefs(NDArray logits, int chosen, int count) {
    NDList found =
        callAll(
            "beliefs", new NDList(logits, number(chosen, logits.getManager()), constant(count)));
    double[] chances = found.get(0).toDoubleArray();
    long[] ids = found.get(1).toLongArray();
    return new Beliefs(
        chances[0],
        Arrays.stream(ids).mapToInt(Math::toIntExact).toArray(),
        Arrays.copyOfRange(chances, 1, chances.length));
  }

  /**
   * Probabilities before temperature and cuts.
   *
   * @param ofChosen that of the token that was chosen
   * @param ids the most likely tokens, best first
   * @param ofBest their probabilities
   */
  public record Beliefs(double ofChosen, int[] ids, double[] ofBest) {}

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
    return JniUtils.isGradMode()
        ? call(method, new NDList(arguments))
        : callDirectly(method, arguments);
  }

  /** The short way, without the lists and names of DJL's own; but it never records gradients. */
  private NDArray callDirectly(String method, NDArray... arguments) {
    IValue[] values = new IValue[arguments.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = IValue.from((PtNDArray) arguments[i]);
    }
    try (IValue result = IValueUtils.runMethod(script, method, values)) {
      return result.toTensor((PtNDManager) arguments[0].getManager());
    } finally {
      for (IValue value : values) {
        value.close();
      }
    }
  }

  private NDArray call(String method, NDList arguments) {
    return callAll(method, arguments).get(0);
  }

  private NDList callAll(String method, NDList arguments) {
    arguments.add(methods.computeIfAbsent(method, this::methodMark));
    // true: if gradients are being recorded on this thread, these are too
    return IValueUtils.forward(script, arguments, true);
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
  public NDArray number(double value, NDManager scope) {
    NDArray number = cpu.create(value);
    number.attach(scope);
    return number;
  }
}
