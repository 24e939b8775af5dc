package gemmalab.tensor;

import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs each test method on a tensor thread, and hands it the engine or a scope on the CPU as a
 * parameter; the scope is closed after the test.
 */
public final class OnTensorThread implements InvocationInterceptor, ParameterResolver {

  private static final TensorThread THREAD = TensorThread.start();
  private static final Namespace NAMESPACE = Namespace.create(OnTensorThread.class);

  @Override
  public void interceptTestMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    onThread(test, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    onThread(test, context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TensorEngine.class || type == Scope.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TensorEngine engine = THREAD.call(TensorEngine::onThisThread).join();
    if (parameter.getParameter().getType() == TensorEngine.class) {
      return engine;
    }
    Scope scope = Scope.within(engine.newManager(ComputeDevice.CPU));
    context.getStore(NAMESPACE).put(Scope.class, scope);
    return scope;
  }

  private static void onThread(Invocation<Void> test, ExtensionContext context) throws Throwable {
    await(
        () -> {
          try {
            test.proceed();
          } catch (Exception | Error e) {
            throw e;
          } catch (Throwable e) {
            throw new IllegalStateException(e);
          } finally {
            close(context);
          }
          return true;
        });
  }

  private static void close(ExtensionContext context) {
    Scope scope = context.getStore(NAMESPACE).remove(Scope.class, Scope.class);
    if (scope != null) {
      scope.close();
    }
  }

  private static void await(Callable<Boolean> work) throws Throwable {
    try {
      THREAD.call(work).get();
    } catch (ExecutionException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
