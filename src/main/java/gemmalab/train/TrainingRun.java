package gemmalab.train;

import gemmalab.data.Batch;
import gemmalab.data.TokenizedCorpus;
import gemmalab.data.Windows;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorJob;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.train.TrainEvent.EndReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A run from its first update to its last. The plan holds what comes next, in slices: a
 * micro-batch, a validation batch, a token of the sample text, a checkpoint. When it is empty, the
 * next update or evaluation is planned.
 */
public final class TrainingRun implements TensorJob, AutoCloseable {

  private final TrainConfig config;
  private final Gemma3Model model;
  private final TensorEngine engine;
  private final Tokenizer tokenizer;
  private final RunFolder folder;
  private final TrainListener listener;
  private final Trainer trainer;
  private final Windows windows;
  private final List<Batch> validation;

  private final Deque<TensorJob> plan = new ArrayDeque<>();
  private RunProgress progress;
  private double lossOfUpdate;
  private double secondsOfUpdate;
  private boolean ending;
  private volatile boolean ended;
  private volatile boolean stopRequested;
  private volatile boolean pauseRequested;

  private TrainingRun(TrainSetup setup, Gemma3Model model, RunFolder folder, RunProgress progress) {
    this.config = setup.config();
    this.engine = setup.engine();
    this.tokenizer = setup.tokenizer();
    this.listener = setup.listener();
    this.model = model;
    this.folder = folder;
    this.progress = progress;
    TokenizedCorpus corpus = setup.corpus();
    int blockSize = config.batch().blockSize();
    windows = new Windows(corpus.training(), blockSize);
    validation =
        new Windows(corpus.validation(), blockSize)
            .fixed(config.evaluation().batches(), config.batch().batchSize());
    trainer =
        new Trainer(
            model,
            engine,
            config.optimizer(),
            ForwardPass.over(engine.kernels(), config.precision()));
  }

  /** Begins a run with random weights in a new folder; on the tensor thread. */
  public static TrainingRun start(TrainSetup setup, RunFolder folder) {
    setup.engine().seed(setup.config().seed());
    Gemma3Model model =
        new Gemma3Model(setup.config().model(), setup.engine().newManager(setup.device()))
            .withRandomWeights();
    TrainingRun run = new TrainingRun(setup, model, folder, RunProgress.START);
    run.planEvaluation();
    return run;
  }

  /** Goes on from the last checkpoint of a folder; on the tensor thread. */
  public static TrainingRun resume(TrainSetup setup, RunFolder folder) {
    Gemma3Model model = folder.loadLast(setup.engine().newManager(setup.device()));
    TrainingRun run = new TrainingRun(setup, model, folder, folder.progress());
    folder.loadOptimizer(run.trainer.optimizer(), model.manager());
    return run;
  }

  @Override
  public boolean runSlice() throws Exception {
    if (stopRequested && !ending) {
      plan.clear();
      planEnd(EndReason.STOPPED);
    } else if (pauseRequested && !ending) {
      return false;
    }
    if (plan.isEmpty()) {
      planNext();
    }
    long start = System.nanoTime();
    boolean again = plan.element().runSlice();
    double seconds = (System.nanoTime() - start) / 1e9;
    secondsOfUpdate += seconds;
    progress = progress.after(seconds);
    if (!again) {
      plan.poll();
    }
    return !ended;
  }

  /** Ends the run at its next slice, with a checkpoint; from any thread. */
  public void stop() {
    stopRequested = true;
  }

  /**
   * Lets go of the tensor thread at the next slice; the run goes on when it is given to it again.
   */
  public void pause(boolean paused) {
    pauseRequested = paused;
  }

  public boolean ended() {
    return ended;
  }

  public TrainConfig config() {
    return config;
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** The weights of this moment; use them on the tensor thread. */
  public Gemma3Model model() {
    return model;
  }

  private void planNext() {
    int done = progress.update();
    if (done >= config.schedule().updates()) {
      planEnd(EndReason.FINISHED);
    } else {
      planUpdate(done);
    }
  }

  private void planUpdate(int number) {
    lossOfUpdate = 0;
    secondsOfUpdate = 0;
    int steps = config.batch().gradientAccumulationSteps();
    for (int step = 0; step < steps; step++) {
      long batch = (long) number * steps + step;
      plan.add(once(() -> accumulate(batch)));
    }
    plan.add(once(this::finishUpdate));
  }

  private void accumulate(long number) {
    double share = 1.0 / config.batch().gradientAccumulationSteps();
    Batch batch = windows.random(config.seed(), number, config.batch().batchSize());
    lossOfUpdate += share * trainer.accumulate(batch, share);
  }

  private void finishUpdate() {
    double rate = config.schedule().at(progress.update());
    if (!Double.isFinite(lossOfUpdate)) {
      end(EndReason.DIVERGED); // the checkpoints stay as they are
      return;
    }
    double norm = trainer.update(rate, progress.update() + 1L);
    progress = progress.updated(config.batch().tokensPerUpdate());
    double tokensPerSecond = config.batch().tokensPerUpdate() / secondsOfUpdate;
    tell(
        new TrainEvent.Step(
            progress.update(),
            progress.tokens(),
            progress.elapsedSeconds(),
            lossOfUpdate,
            rate,
            norm,
            tokensPerSecond));
    boolean last = progress.update() == config.schedule().updates();
    if (last || progress.update() % config.evaluation().interval() == 0) {
      planEvaluation();
    }
  }

  private void planEvaluation() {
    Evaluation evaluation = new Evaluation();
    for (Batch batch : validation) {
      plan.add(once(() -> evaluation.add(trainer.evaluate(batch))));
    }
    plan.add(once(() -> finishEvaluation(evaluation)));
    planSample();
    plan.add(once(this::saveLast));
  }

  private void finishEvaluation(Evaluation evaluation) {
    double loss = evaluation.mean();
    tell(
        new TrainEvent.Evaluated(
            progress.update(),
            progress.tokens(),
            progress.elapsedSeconds(),
            loss,
            evaluation.standardError()));
    if (loss < progress.bestLoss()) {
      progress = progress.withBest(loss);
      folder.saveBest(model, tokenizer);
      tell(saved(RunFolder.BEST));
    }
  }

  private void planSample() {
    plan.add(
        new SampleText(
            model,
            engine.kernels(),
            tokenizer,
            text ->
                tell(
                    new TrainEvent.Sampled(
                        progress.update(), progress.tokens(), progress.elapsedSeconds(), text))));
  }

  private void planEnd(EndReason reason) {
    ending = true;
    plan.add(once(this::saveLast));
    plan.add(once(() -> end(reason)));
  }

  private void saveLast() {
    folder.saveLast(model, tokenizer, trainer.optimizer(), progress);
    tell(saved(RunFolder.LAST));
  }

  private void end(EndReason reason) {
    ended = true;
    tell(
        new TrainEvent.Ended(
            progress.update(), progress.tokens(), progress.elapsedSeconds(), reason));
  }

  private TrainEvent saved(String checkpoint) {
    return new TrainEvent.Saved(
        progress.update(), progress.tokens(), progress.elapsedSeconds(), checkpoint);
  }

  private void tell(TrainEvent event) {
    folder.append(event);
    listener.on(event);
  }

  private static TensorJob once(Runnable work) {
    return () -> {
      work.run();
      return false;
    };
  }

  /** Frees the optimizer, on the tensor thread; the model lives on, it may be in use. */
  @Override
  public void close() {
    trainer.close();
  }
}
