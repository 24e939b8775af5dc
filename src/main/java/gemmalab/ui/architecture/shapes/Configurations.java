package gemmalab.ui.architecture.shapes;

import gemmalab.app.OpenModel;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.ui.common.Texts;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The configurations that can be chosen, as they are now. */
public final class Configurations {

  private final ReadOnlyObjectProperty<@Nullable OpenModel> openModel;
  private final ObservableValue<Sizing> edited;

  Configurations(
      ReadOnlyObjectProperty<@Nullable OpenModel> openModel, ObservableValue<Sizing> edited) {
    this.openModel = openModel;
    this.edited = edited;
  }

  /** Null while no model is open. */
  @Nullable GemmaConfig of(ConfigurationSource source) {
    ModelPreset preset = source.preset();
    if (preset != null) {
      return preset.config();
    }
    return source == ConfigurationSource.EDITED ? edited.getValue().config() : ofOpenModel();
  }

  private @Nullable GemmaConfig ofOpenModel() {
    OpenModel open = openModel.get();
    return open == null ? null : open.config();
  }

  /** Its name; a preset has the same in all languages. */
  String name(ConfigurationSource source, Texts texts) {
    ModelPreset preset = source.preset();
    if (preset != null) {
      return preset.label();
    }
    OpenModel open = openModel.get();
    if (source == ConfigurationSource.EDITED) {
      return texts.format("ui.families.edited");
    }
    return open == null ? texts.format("ui.families.noModel") : open.name();
  }

  ReadOnlyObjectProperty<@Nullable OpenModel> openModel() {
    return openModel;
  }

  ObservableValue<Sizing> edited() {
    return edited;
  }
}
