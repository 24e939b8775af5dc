package gemmalab.train;

import gemmalab.data.Batch;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorJob;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.train.TrainEvent.EndReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
  private final TrainingText text;
  private final CharacterRate characters;

  private final Deque<TensorJob> plan = new ArrayDeque<>();
  private RunProgress progress;
  private RunProgress saved = RunProgress.START; // what the last checkpoint holds
  private double lossOfUpdate;
  private double secondsOfUpdate;
  private boolean ending;
  private volatile boolean ended;
  private volatile boolean stopRequested;
  private volatile boolean pauseRequested;
  private volatile double secondsBetweenCheckpoints = Double.POSITIVE_INFINITY;

  private TrainingRun(TrainSetup setup, Gemma3Model model, RunFolder folder, RunProgress progress) {
    this.config = setup.config();
    this.engine = setup.engine();
    this.tokenizer = setup.tokenizer();
    this.listener = setup.listener();
    this.model = model;
    this.folder = folder;
    this.progress = progress;
    text = new TrainingText(config, setup.corpus(), tokenizer.endOfText());
    characters = new CharacterRate(setup.corpus().validation(), tokenizer);
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
            .withRandomWeights(setup.config().recipe().initialization(setup.config().model()));
    return new TrainingRun(setup, model, folder, RunProgress.START);
  }

  /**
   * Goes on from the last checkpoint of a folder, or begins again if the run was killed before
   * there was one; on the tensor thread.
   */
  public static TrainingRun resume(TrainSetup setup, RunFolder folder) {
    if (!folder.checkpoints().exist()) {
      folder.events().cutTo(0);
      return start(setup, folder);
    }
    Gemma3Model model = folder.checkpoints().loadLast(setup.engine().newManager(setup.device()));
    TrainingRun run = new TrainingRun(setup, model, folder, folder.checkpoints().progress());
    folder.checkpoints().loadOptimizer(run.trainer.optimizer(), model.manager());
    folder.events().cutTo(run.progress.eventsBytes());
    run.plan.add(once(run::checkpointDone)); // the line of the checkpoint itself was cut off
    return run;
  }

  @Override
  public boolean runSlice() throws Exception {
    if (stopRequested && !ending) {
      if (isSaved() || !progress.isEvaluated()) { // else a text is written that must not get lost
        plan.clear();
      }
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

  /**
   * Also makes a checkpoint whenever that much time of training has passed without one; from any
   * thread. A checkpoint changes no number of the run.
   */
  public void saveEvery(Duration time) {
    secondsBetweenCheckpoints = time.toMillis() / 1e3;
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

  /** Where the run is written. */
  public Path folder() {
    return folder.path();
  }

  /** The weights of this moment; use them on the tensor thread. */
  public Gemma3Model model() {
    return model;
  }

  private void planNext() {
    int done = progress.update();
    boolean updated = done >= config.schedule().updates();
    EndReason end = updated ? EndReason.FINISHED : config.stop().end(progress);
    boolean evaluationDue = end != null || done % config.evaluation().interval() == 0;
    if (isCheckpointDue()) {
      plan.add(once(this::saveCheckpoint));
    } else if (evaluationDue && !progress.isEvaluated()) {
      planEvaluation();
    } else if (end != null) {
      planEnd(end);
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
    lossOfUpdate += share * trainer.accumulate(text.training(number), share);
  }

  private void finishUpdate() {
    int number = progress.update() + 1;
    double rate = config.schedule().at(progress.update());
    boolean finiteLoss = Double.isFinite(lossOfUpdate);
    double norm = finiteLoss ? trainer.update(rate, number) : trainer.gradNorm();
    boolean finite = finiteLoss && Double.isFinite(norm);
    if (finite) {
      progress = progress.updated(config.batch().tokensPerUpdate());
    }
    double tokensPerSecond = config.batch().tokensPerUpdate() / secondsOfUpdate;
    tell(
        new TrainEvent.Step(
            number,
            progress.tokens(),
            progress.elapsedSeconds(),
            lossOfUpdate,
            rate,
            norm,
            tokensPerSecond));
    if (!finite) {
      end(EndReason.DIVERGED); // the checkpoints stay as they are
    }
  }

  private void planEvaluation() {
    List<Double> losses = new ArrayList<>();
    for (Batch batch : text.validation()) {
      plan.add(once(() -> losses.add(trainer.evaluate(batch))));
    }
    plan.add(once(() -> finishEvaluation(new Evaluation(losses))));
    planSample();
    plan.add(once(this::saveCheckpoint));
  }

  private void finishEvaluation(Evaluation evaluation) {
    progress = progress.evaluated(evaluation);
    tell(
        new TrainEvent.Evaluated(
            progress.update(),
            progress.tokens(),
            progress.elapsedSeconds(),
            evaluation.mean(),
            evaluation.standardError(),
            characters.bitsPerCharacter(evaluation.mean())));
    if (!Double.isFinite(evaluation.mean())) {
      end(EndReason.DIVERGED); // before these weights take the place of good ones
    }
  }

  private void planSample() {
    plan.add(
        new SampleText(
            model,
            engine.kernels(),
            tokenizer,
            written ->
                tell(
                    new TrainEvent.Sampled(
                        progress.update(),
                        progress.tokens(),
                        progress.elapsedSeconds(),
                        written))));
  }

  private void planEnd(EndReason reason) {
    ending = true;
    plan.add(once(this::saveCheckpoint));
    plan.add(once(() -> end(reason)));
  }

  private boolean isCheckpointDue() {
    double unsaved = progress.elapsedSeconds() - saved.elapsedSeconds();
    return unsaved >= secondsBetweenCheckpoints && !isSaved();
  }

  /** Whether the last checkpoint holds the weights of this moment and all that is known of them. */
  private boolean isSaved() {
    return folder.checkpoints().exist()
        && progress.update() == saved.update()
        && progress.isEvaluated() == saved.isEvaluated();
  }

  private void saveCheckpoint() {
    if (!isSaved()) {
      progress = progress.withEventsBytes(folder.events().sync());
      folder.checkpoints().saveLast(model, tokenizer, trainer.optimizer(), progress);
      checkpointDone();
    }
  }

  /**
   * The best checkpoint follows the last one, never the other way round: so a run that is killed
   * between the two finds the best weights in its last checkpoint, and no best one is ever of a
   * future that a resumed run has yet to reach.
   */
  private void checkpointDone() {
    saved = progress;
    if (progress.isEvaluated()) {
      folder.snapshots().save(model, tokenizer, progress);
    }
    tell(saved(RunCheckpoints.LAST));
    if (progress.isBest()) {
      if (folder.checkpoints().bestUpdate() != progress.update()) {
        folder.checkpoints().saveBest(model, tokenizer, progress);
      }
      tell(saved(RunCheckpoints.BEST));
    }
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
    folder.events().append(event);
    listener.on(event);
  }

  /** Lets others write into the run's folder; once it has ended or failed, from any thread. */
  public void leaveFolder() {
    folder.close();
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
