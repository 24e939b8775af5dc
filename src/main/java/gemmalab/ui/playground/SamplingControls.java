package gemmalab.ui.playground;

import gemmalab.generate.SamplingSettings;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;

/** The numbers that decide how a token is chosen, each at a value that turns it off or on. */
public final class SamplingControls {

  private final DoubleProperty temperature = new SimpleDoubleProperty();
  private final DoubleProperty topK = new SimpleDoubleProperty();
  private final DoubleProperty topP = new SimpleDoubleProperty();
  private final DoubleProperty minP = new SimpleDoubleProperty();
  private final DoubleProperty repetitionPenalty = new SimpleDoubleProperty();
  private Runnable onChange = () -> {};
  private boolean taking;

  /** Settings with a name. */
  public enum SamplingPreset {
    BALANCED,
    /** The model's own probabilities. */
    UNCHANGED,
    CAREFUL,
    BOLD,
    GREEDY;

    public SamplingSettings settings() {
      return switch (this) {
        case BALANCED -> new SamplingSettings(0.8, 50, null, null);
        case UNCHANGED -> new SamplingSettings(1, null, null, null);
        case CAREFUL -> new SamplingSettings(0.5, null, 0.9, null);
        case BOLD -> new SamplingSettings(1.2, null, null, null).withMinP(0.05);
        case GREEDY -> SamplingSettings.GREEDY;
      };
    }
  }

  SamplingControls() {
    take(SamplingPreset.BALANCED.settings());
  }

  /** 0 takes the likeliest token. */
  public DoubleProperty temperature() {
    return temperature;
  }

  /** 0 for off. */
  public DoubleProperty topK() {
    return topK;
  }

  /** 1 for off. */
  public DoubleProperty topP() {
    return topP;
  }

  /** 0 for off. */
  public DoubleProperty minP() {
    return minP;
  }

  /** 1 for off. */
  public DoubleProperty repetitionPenalty() {
    return repetitionPenalty;
  }

  /** What the knobs say. */
  public SamplingSettings settings() {
    return new SamplingSettings(
        temperature.get(),
        topK.get() < 1 ? null : (Integer) (int) Math.round(topK.get()),
        topP.get() >= 1 || topP.get() <= 0 ? null : (Double) topP.get(),
        minP.get() <= 0 ? null : (Double) minP.get(),
        repetitionPenalty.get(),
        null);
  }

  /** Turns all knobs to these settings. */
  public void take(SamplingSettings settings) {
    taking = true;
    Integer k = settings.topK();
    Double p = settings.topP();
    Double least = settings.minP();
    temperature.set(settings.temperature());
    topK.set(k == null ? 0 : k);
    topP.set(p == null ? 1 : p);
    minP.set(least == null ? 0 : least);
    repetitionPenalty.set(settings.repetitionPenalty());
    taking = false;
    onChange.run();
  }

  /** Calls the work when a knob was turned; once when all were. */
  void onChange(Runnable work) {
    onChange = work;
    for (DoubleProperty control : List.of(temperature, topK, topP, minP, repetitionPenalty)) {
      control.addListener(
          (o, old, now) -> {
            if (!taking) {
              work.run();
            }
          });
    }
  }
}
