package gemmalab.ui.playground;

import gemmalab.generate.GenerationRequest;
import gemmalab.generate.GenerationRequest.CacheMode;
import gemmalab.generate.SamplingSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What is to be written besides the choice of tokens: from where, how far, with which seed. */
public final class WritingOrder {

  private static final int WHOLE_STORY = 240; // tokens; small stories end before that
  private static final int SEEDS = 100_000; // short enough to be told to a friend

  private final StringProperty prompt = new SimpleStringProperty("Once upon a time");
  private final DoubleProperty maxTokens = new SimpleDoubleProperty(WHOLE_STORY);
  private final LongProperty seed = new SimpleLongProperty(7);
  private final BooleanProperty newSeeds = new SimpleBooleanProperty(true);
  private final StringProperty stopStrings = new SimpleStringProperty("");
  private final BooleanProperty cached = new SimpleBooleanProperty(true);
  private final Random dice = new Random();

  WritingOrder() {}

  public StringProperty prompt() {
    return prompt;
  }

  public DoubleProperty maxTokens() {
    return maxTokens;
  }

  public LongProperty seed() {
    return seed;
  }

  /** Whether each new story throws the dice. */
  public BooleanProperty newSeeds() {
    return newSeeds;
  }

  /** Texts that end a story, with | between them; \n is the end of a line. */
  public StringProperty stopStrings() {
    return stopStrings;
  }

  /** Whether keys and values are kept. */
  public BooleanProperty cached() {
    return cached;
  }

  /** Throws the dice for a seed. */
  public void roll() {
    seed.set(dice.nextInt(SEEDS));
  }

  /** The order as it stands. */
  GenerationRequest request(SamplingSettings settings) {
    List<String> stops =
        Arrays.stream(stopStrings.get().split("\\|"))
            .map(text -> text.replace("\\n", "\n"))
            .toList();
    return new GenerationRequest(
            prompt.get(), (int) Math.round(maxTokens.get()), settings.withSeed(seed.get()))
        .withStopTexts(stops)
        .with(cached.get() ? CacheMode.CACHED : CacheMode.ANEW);
  }
}
