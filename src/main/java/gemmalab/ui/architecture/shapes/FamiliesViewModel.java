package gemmalab.ui.architecture.shapes;

import gemmalab.inspect.module.FamilyLine;
import gemmalab.inspect.module.ModelModule;
import gemmalab.model.GemmaConfig;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Two models beside each other, module by module. */
public final class FamiliesViewModel {

  private final Configurations configurations;
  private final Side left;
  private final Side right;
  private final ObjectProperty<ModelModule> selected;

  /** One of the two models. */
  public static final class Side {

    private final String id;
    private final ObjectProperty<ConfigurationSource> source;
    private final ObservableValue<@Nullable GemmaConfig> config;

    private Side(String id, ConfigurationSource first, Configurations configurations) {
      this.id = id;
      source = new SimpleObjectProperty<>(first);
      config =
          Bindings.createObjectBinding(
              () -> configurations.of(source.get()),
              source,
              configurations.openModel(),
              configurations.edited());
    }

    /** {@code left} or {@code right}. */
    String id() {
      return id;
    }

    public ObjectProperty<ConfigurationSource> source() {
      return source;
    }

    /** Null while there is no model to choose. */
    public ObservableValue<@Nullable GemmaConfig> config() {
      return config;
    }
  }

  FamiliesViewModel(Configurations configurations, ObjectProperty<ModelModule> selected) {
    this.configurations = configurations;
    this.selected = selected;
    left = new Side("left", ConfigurationSource.REPRODUCTION, configurations);
    right = new Side("right", ConfigurationSource.GOOGLE, configurations);
  }

  // Properties

  public Side left() {
    return left;
  }

  public Side right() {
    return right;
  }

  /** The module that both trees show as chosen. */
  public ObjectProperty<ModelModule> selected() {
    return selected;
  }

  Configurations configurations() {
    return configurations;
  }

  /** The printed tree of a side, with what differs from the other side. */
  public ObservableValue<List<FamilyLine>> lines(Side side) {
    Side other = side == left ? right : left;
    return Bindings.createObjectBinding(
        () -> lines(side.config.getValue(), other.config.getValue()), side.config, other.config);
  }

  private static List<FamilyLine> lines(@Nullable GemmaConfig config, @Nullable GemmaConfig other) {
    return config == null ? List.of() : FamilyLine.of(config, other == null ? config : other);
  }
}
