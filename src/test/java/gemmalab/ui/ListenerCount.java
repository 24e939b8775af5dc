package gemmalab.ui;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.beans.WeakListener;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Counts who listens to a value, as JavaFX keeps them: it has no question for that. */
public final class ListenerCount {

  private ListenerCount() {}

  /** The listeners of all these values that are alive. */
  public static int of(ObservableValue<?>... values) {
    return Arrays.stream(values).mapToInt(value -> listeners(value).size()).sum();
  }

  private static List<Object> listeners(ObservableValue<?> value) {
    Object helper = field(value, "helper");
    List<Object> found = new ArrayList<>();
    if (helper != null) {
      for (Field each : helper.getClass().getDeclaredFields()) {
        if (each.getName().contains("istener")) {
          add(found, field(helper, each.getName()));
        }
      }
    }
    found.removeIf(each -> each instanceof WeakListener weak && weak.wasGarbageCollected());
    return found;
  }

  private static void add(List<Object> found, @Nullable Object listeners) {
    if (listeners instanceof Object[] several) {
      Arrays.stream(several).filter(each -> each != null).forEach(found::add);
    } else if (listeners != null) {
      found.add(listeners);
    }
  }

  /** The first field of that name in an object's class or those above it. */
  private static @Nullable Object field(Object of, String name) {
    for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
      } catch (NoSuchFieldException e) {
        // in a class above, then
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError(of.getClass() + " keeps its listeners in another way");
  }
}
