package gemmalab.ui.architecture.shapes;

import gemmalab.model.ModelPreset;
import org.jspecify.annotations.Nullable;

/** Where a configuration to look into comes from. */
public enum ConfigurationSource {
  REPRODUCTION(ModelPreset.GEMMA3_270M),
  GOOGLE(ModelPreset.GEMMA3_270M_BASE),
  MINI(ModelPreset.MINI),
  NANO(ModelPreset.NANO),
  /** The model of all screens. */
  OPEN_MODEL(null),
  /** The numbers edited under "Shapes and sizes". */
  EDITED(null);

  private final @Nullable ModelPreset preset;

  ConfigurationSource(@Nullable ModelPreset preset) {
    this.preset = preset;
  }

  /** Null if it is none. */
  @Nullable ModelPreset preset() {
    return preset;
  }
}
