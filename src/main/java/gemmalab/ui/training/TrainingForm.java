package gemmalab.ui.training;

import gemmalab.data.source.DataSource;
import gemmalab.inspect.cost.ModelCost;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.Precision;
import gemmalab.text.GemmaException;
import gemmalab.train.BatchPlan;
import gemmalab.train.EvaluationPlan;
import gemmalab.train.LearningRateSchedule;
import gemmalab.train.Recipe;
import gemmalab.train.TrainConfig;
import java.util.Comparator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the user chose for a run; numbers as typed. A preset and a recipe bring their own numbers.
 */
public final class TrainingForm {

  /** What a run with a configuration of the user's own calls its preset. */
  private static final String OWN = "custom";

  private final ObjectProperty<ModelPreset> preset = new SimpleObjectProperty<>(ModelPreset.NANO);
  private final ReadOnlyObjectWrapper<@Nullable GemmaConfig> ownModel =
      new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<Recipe> recipe = new SimpleObjectProperty<>(Recipe.SOUND);
  private final StringProperty data = new SimpleStringProperty(DataSource.STORIES);
  private final StringProperty steps = new SimpleStringProperty();
  private final StringProperty batchSize = new SimpleStringProperty();
  private final StringProperty blockSize = new SimpleStringProperty();
  private final StringProperty accumulation = new SimpleStringProperty();
  private final StringProperty learningRate = new SimpleStringProperty();
  private final StringProperty evalInterval = new SimpleStringProperty();
  private final ObjectProperty<ComputeDevice> device =
      new SimpleObjectProperty<>(ComputeDevice.AUTO);
  private final ObjectProperty<Precision> precision =
      new SimpleObjectProperty<>(Precision.fastest());

  TrainingForm() {
    preset.addListener((o, old, now) -> takePreset());
    recipe.addListener((o, old, now) -> takeNumbers());
    takeNumbers();
  }

  public ObjectProperty<ModelPreset> preset() {
    return preset;
  }

  /** A configuration of the user's own, trained instead of the preset's; null if there is none. */
  public ReadOnlyObjectProperty<@Nullable GemmaConfig> ownModel() {
    return ownModel.getReadOnlyProperty();
  }

  /**
   * Trains this configuration, with the learning rate and steps of the preset nearest in size.
   *
   * @param batch texts in a micro-batch
   * @param length of each, in tokens
   */
  public void take(GemmaConfig model, int batch, int length) {
    preset.set(nearest(model));
    takePreset();
    ownModel.set(model);
    batchSize.set(String.valueOf(batch));
    blockSize.set(String.valueOf(length));
  }

  /** Goes back to the preset and its numbers. */
  public void takePreset() {
    ownModel.set(null);
    takeNumbers();
  }

  public ObjectProperty<Recipe> recipe() {
    return recipe;
  }

  /** {@code stories} or the path of a text file. */
  public StringProperty data() {
    return data;
  }

  public StringProperty steps() {
    return steps;
  }

  public StringProperty batchSize() {
    return batchSize;
  }

  public StringProperty blockSize() {
    return blockSize;
  }

  public StringProperty accumulation() {
    return accumulation;
  }

  public StringProperty learningRate() {
    return learningRate;
  }

  public StringProperty evalInterval() {
    return evalInterval;
  }

  public ObjectProperty<ComputeDevice> device() {
    return device;
  }

  public ObjectProperty<Precision> precision() {
    return precision;
  }

  /**
   * The configuration of a run.
   *
   * @throws GemmaException if a number is none, or cannot be
   */
  TrainConfig config() {
    TrainConfig byDefault = recipe.get().config(preset.get(), DataSource.of(data.get()));
    int totalSteps = whole("max_steps", steps);
    double peak = number("learning_rate", learningRate);
    LearningRateSchedule usual = byDefault.schedule();
    GemmaConfig own = ownModel.get();
    return new TrainConfig(
        own == null ? byDefault.preset() : OWN,
        byDefault.recipe(),
        byDefault.data(),
        own == null ? byDefault.model() : own,
        new BatchPlan(
            whole("batch_size", batchSize),
            whole("block_size", blockSize),
            whole("gradient_accumulation_steps", accumulation),
            byDefault.batch().windowStart()),
        new LearningRateSchedule(
            peak,
            peak * usual.minLearningRate() / usual.maxLearningRate(),
            Math.min(usual.warmupSteps(), totalSteps / 10),
            totalSteps),
        byDefault.optimizer(),
        new EvaluationPlan(whole("eval_interval", evalInterval), byDefault.evaluation().batches()),
        byDefault.stop(),
        byDefault.seed(),
        precision.get());
  }

  private void takeNumbers() {
    TrainConfig byDefault = recipe.get().config(preset.get(), TrainConfig.DEFAULT_DATA);
    steps.set(String.valueOf(byDefault.schedule().totalSteps()));
    batchSize.set(String.valueOf(byDefault.batch().batchSize()));
    GemmaConfig own = ownModel.get();
    int block = byDefault.batch().blockSize();
    blockSize.set(
        String.valueOf(own == null ? block : Math.min(block, own.maxPositionEmbeddings())));
    accumulation.set(String.valueOf(byDefault.batch().gradientAccumulationSteps()));
    learningRate.set(String.valueOf(byDefault.schedule().maxLearningRate()));
    evalInterval.set(String.valueOf(byDefault.evaluation().interval()));
  }

  private static ModelPreset nearest(GemmaConfig model) {
    return TrainConfig.presets().stream()
        .min(
            Comparator.comparingDouble(
                each -> Math.abs(Math.log(size(each.config()) / size(model)))))
        .orElseThrow();
  }

  private static double size(GemmaConfig config) {
    return (double) new ModelCost(config, 1, 1).parameters();
  }

  private static int whole(String name, StringProperty text) {
    try {
      return Integer.parseInt(text.get().strip().replace(",", ""));
    } catch (NumberFormatException e) {
      throw new GemmaException(e, "error.train.noNumber", name, text.get());
    }
  }

  private static double number(String name, StringProperty text) {
    try {
      return Double.parseDouble(text.get().strip());
    } catch (NumberFormatException e) {
      throw new GemmaException(e, "error.train.noNumber", name, text.get());
    }
  }
}
