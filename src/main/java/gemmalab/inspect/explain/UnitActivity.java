package gemmalab.inspect.explain;

import gemmalab.inspect.stage.Activations;
import gemmalab.model.ModelStage;

/** On which tokens of a text the units of a feed-forward network fire. */
public final class UnitActivity {

  private final Activations activations;
  private final int layer;

  public UnitActivity(Activations activations, int layer) {
    this.activations = activations;
    this.layer = layer;
  }

  /** GELU(gate) · up of a unit, for every token. */
  public float[] of(int unit) {
    float[] fired = new float[activations.length()];
    for (int token = 0; token < fired.length; token++) {
      fired[token] = activations.value(ModelStage.GATED, layer, token, unit);
    }
    return fired;
  }

  /** The unit that fires most on a token, in either direction. */
  public int strongest(int token) {
    float[] units = activations.values(ModelStage.GATED, layer, token);
    int strongest = 0;
    for (int unit = 1; unit < units.length; unit++) {
      if (Math.abs(units[unit]) > Math.abs(units[strongest])) {
        strongest = unit;
      }
    }
    return strongest;
  }
}
