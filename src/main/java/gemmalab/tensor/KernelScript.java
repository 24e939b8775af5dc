package gemmalab.tensor;

import ai.djl.Device;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The compiled TorchScript of {@code kernels.py}, and how its methods are called: by name, with
 * tensors, lists of tensors, and numbers as one-element tensors on the CPU. Each result joins the
 * scope of the first operand.
 */
final class KernelScript {

  private static final String SOURCE = "kernels.py";

  private final PtSymbolBlock script;
  private final NDManager cpu;
  private final Map<String, NDArray> methods = new HashMap<>();
  private final Map<Double, NDArray> constants = new HashMap<>();

  private KernelScript(PtSymbolBlock script, NDManager cpu) {
    this.script = script;
    this.cpu = cpu;
  }

  /**
   * Compiles the kernels; done once in a process. DJL's {@code Model} would make a temporary folder
   * for that, which stays behind if the process is killed.
   */
  static KernelScript compile(Engine engine) {
    try (InputStream source = KernelScript.class.getResourceAsStream(SOURCE)) {
      if (source == null) {
        throw new IllegalStateException(SOURCE + " is missing from the class path");
      }
      byte[] archive =
          KernelArchive.pack(new String(source.readAllBytes(), StandardCharsets.UTF_8));
      NDManager cpu = engine.newBaseManager(Device.cpu());
      PtSymbolBlock script =
          JniUtils.loadModule((PtNDManager) cpu, new ByteArrayInputStream(archive), false, false);
      script.freezeParameters(true); // it has none, and shall not look for them
      return new KernelScript(script, cpu);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NDArray call(String method, NDArray... arguments) {
    return JniUtils.isGradMode()
        ? callAll(method, new NDList(arguments)).get(0)
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

  /** Calls a method that has several results. */
  NDList callAll(String method, NDList arguments) {
    arguments.add(methods.computeIfAbsent(method, this::methodMark));
    // true: if gradients are being recorded on this thread, these are too
    return IValueUtils.forward(script, arguments, true);
  }

  /** Calls a method whose arguments after the first are lists, by their names in the script. */
  NDArray callWithLists(String method, NDArray first, Map<String, List<NDArray>> lists) {
    NDList arguments = new NDList(first);
    // DJL makes one list argument of the arrays that share a name with brackets
    lists.forEach(
        (name, arrays) -> {
          for (NDArray array : arrays) {
            array.setName(name + "[]");
            arguments.add(array);
          }
        });
    NDArray result = callAll(method, arguments).get(0);
    lists.values().forEach(arrays -> arrays.forEach(array -> array.setName(null)));
    return result;
  }

  /** DJL takes the name of the method from an extra array of this name. */
  private NDArray methodMark(String method) {
    NDArray mark = cpu.create(0f);
    mark.setName("module_method:" + method);
    return mark;
  }

  /** A number of the model's configuration: kept, since it comes again in every step. */
  NDArray constant(double value) {
    return constants.computeIfAbsent(value, cpu::create);
  }

  /** A number of this step: freed with the scope. On the CPU, so reading it never waits. */
  NDArray number(double value, NDManager scope) {
    NDArray number = cpu.create(value);
    number.attach(scope);
    return number;
  }

  NDArray numbers(double[] values, NDManager scope) {
    NDArray numbers = cpu.create(values);
    numbers.attach(scope);
    return numbers;
  }

  /** How many tensors the script holds for itself; constant once all methods were used. */
  int managedArrays() {
    return cpu.getManagedArrays().size();
  }
}
