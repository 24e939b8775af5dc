package gemmalab.train.plan;

import gemmalab.data.TokenizedCorpus;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.train.FittedVocabulary;
import gemmalab.train.LearningRateSchedule;
import gemmalab.train.TrainConfig;
import java.util.ArrayList;
import java.util.List;

/** Finds hyperparameters that work, but hardly as intended. */
public final class ConfigLint {

  private static final int MANY_EPOCHS = 20;
  private static final int FAR_LARGER = 4;
  private static final double NOTABLE_SHARE = 0.01;

  private final TrainConfig config;
  private final TokenizedCorpus corpus;
  private final List<PlanWarning> warnings = new ArrayList<>();

  private ConfigLint(TrainConfig config, TokenizedCorpus corpus) {
    this.config = config;
    this.corpus = corpus;
  }

  /** The warnings, most important first. Reads the text, which may take a few seconds. */
  public static List<PlanWarning> of(TrainConfig config, TokenizedCorpus corpus) {
    ConfigLint lint = new ConfigLint(config, corpus);
    lint.schedule();
    lint.windows();
    lint.epochs();
    lint.vocabulary();
    lint.sharedText();
    return List.copyOf(lint.warnings);
  }

  private void schedule() {
    LearningRateSchedule schedule = config.schedule();
    if (schedule.minLearningRate() > schedule.maxLearningRate()) {
      warnings.add(
          PlanWarning.of(
              "lint.floorAbovePeak", schedule.minLearningRate(), schedule.maxLearningRate()));
    }
    if (schedule.warmupSteps() >= schedule.totalSteps()) {
      warnings.add(
          PlanWarning.of("lint.warmupTooLong", schedule.warmupSteps(), schedule.totalSteps()));
    }
  }

  private void windows() {
    GemmaConfig model = config.model();
    boolean both =
        model.layerTypes().contains(LayerType.SLIDING)
            && model.layerTypes().contains(LayerType.FULL);
    int block = config.batch().blockSize();
    if (both && block <= model.slidingWindow()) {
      warnings.add(PlanWarning.of("lint.blockInWindow", block, model.slidingWindow()));
    }
  }

  private void epochs() {
    double tokens = (double) config.batch().tokensPerStep() * config.schedule().totalSteps();
    double epochs = tokens / corpus.training().length();
    if (epochs > MANY_EPOCHS) {
      warnings.add(
          PlanWarning.of("lint.manyEpochs", Math.round(epochs), corpus.training().length()));
    }
  }

  /** Not of one that is fitted to the text already; of token files none can be fitted. */
  private void vocabulary() {
    if (FittedVocabulary.isCompact(config.model()) || config.data().isTokenFolder()) {
      return;
    }
    int known = config.model().vocabSize();
    int used = TextSample.distinctTokens(corpus.training(), known);
    if (known > FAR_LARGER * used) {
      warnings.add(PlanWarning.of("lint.vocabularyTooLarge", known, used));
    }
  }

  private void sharedText() {
    double share = TextSample.sharedWith(corpus.training(), corpus.validation());
    if (share > NOTABLE_SHARE) {
      warnings.add(PlanWarning.of("lint.sharedText", share));
    }
  }
}
