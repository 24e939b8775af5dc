package gemmalab.app;

import gemmalab.app.TrainingHandle.Beginning;
import gemmalab.app.TrainingHandle.Begun;
import gemmalab.data.PreparationMonitor;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.TensorExecutor;
import gemmalab.text.GemmaException;
import gemmalab.thread.Threads;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainConfig;
import gemmalab.train.TrainListener;
import gemmalab.train.TrainSetup;
import gemmalab.train.plan.ConfigLint;
import gemmalab.train.plan.RunPlan;
import gemmalab.train.plan.RunPlanner;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Trains models. */
public final class TrainingService implements AutoCloseable {

  private static final double GIGABYTE = 1e9;

  private final TensorExecutor tensors;
  private final EngineProvider engine;
  private final DataService data;
  private final Set<TrainingHandle> underWay = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Threads.daemons("training"));

  TrainingService(TensorExecutor tensors, EngineProvider engine, DataService data) {
    this.tensors = tensors;
    this.engine = engine;
    this.data = data;
  }

  /**
   * Starts a run in a new folder.
   *
   * @param listener hears of events on the run's thread, and must return soon
   */
  public TrainingHandle start(TrainingRequest request, TrainListener listener) {
    return begin(training -> prepare(request, listener, training));
  }

  /**
   * Goes on with a run that was stopped or broke off, or beyond the end of one that is finished.
   *
   * @param listener as for {@link #start}
   */
  public TrainingHandle resume(ResumeRequest request, TrainListener listener) {
    return begin(training -> prepare(request, listener, training));
  }

  /** Stops all runs and waits until they are saved. */
  @Override
  public void close() {
    List<TrainingHandle> left = List.copyOf(underWay);
    left.forEach(TrainingHandle::stop);
    left.forEach(training -> training.end().handle((done, fault) -> true).join());
    threads.shutdown();
  }

  private TrainingHandle begin(Beginning beginning) {
    TrainingHandle training = new TrainingHandle(tensors);
    underWay.add(training);
    Futures.watch(training.end(), (done, fault) -> underWay.remove(training));
    training.begin(beginning, threads);
    return training;
  }

  private Begun prepare(TrainingRequest request, TrainListener listener, TrainingHandle training) {
    RunFolder.requireNew(request.folder()); // before a long download
    TrainConfig config = request.config();
    if (request.largestBatch()) {
      config = planner(request.device(), training).withLargestBatch(config);
    }
    TrainingInputs inputs = TrainingInputs.begin(config, data, monitor(listener, training));
    TrainSetup setup = setup(inputs, request.device(), listener, training);
    RunPlan plan =
        planner(request.device(), training)
            .plan(setup, ConfigLint.of(setup.config(), setup.corpus()));
    training.plan().complete(plan);
    if (!plan.fits() && !request.evenIfTooLarge()) {
      throw new GemmaException(
          "error.train.memory", plan.memory().total() / GIGABYTE, plan.freeBytes() / GIGABYTE);
    }
    RunFolder folder = RunFolder.create(request.folder(), setup.config());
    return releaseFolderOnFailure(
        folder,
        () -> {
          folder.requireText(setup.corpus(), false);
          return new Begun(setup, folder, true);
        });
  }

  private Begun prepare(ResumeRequest request, TrainListener listener, TrainingHandle training) {
    RunFolder folder = RunFolder.resume(request.folder());
    return releaseFolderOnFailure(
        folder,
        () -> {
          folder.checkpoints().requireMoments(); // before a text is tokenized
          TrainConfig config = request.change(folder.config());
          TrainingInputs inputs =
              TrainingInputs.resume(folder, config, data, monitor(listener, training));
          folder.requireText(inputs.corpus(), request.evenIfTextChanged());
          TrainSetup setup = setup(inputs, request.device(), listener, training);
          folder.change(inputs.config());
          return new Begun(setup, folder, false);
        });
  }

  /** A run that cannot begin leaves its folder to others. */
  private static Begun releaseFolderOnFailure(RunFolder folder, Supplier<Begun> beginning) {
    try {
      return beginning.get();
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  private static PreparationMonitor monitor(TrainListener listener, TrainingHandle training) {
    return PreparationMonitor.of(listener::preparing, training.control()::isStopping);
  }

  private TrainSetup setup(
      TrainingInputs inputs,
      ComputeDevice device,
      TrainListener listener,
      TrainingHandle training) {
    return training
        .turns()
        .call(
            () ->
                new TrainSetup(
                    inputs.config(),
                    inputs.corpus(),
                    inputs.tokenizer(),
                    engine.engine(),
                    device,
                    listener));
  }

  private RunPlanner planner(ComputeDevice device, TrainingHandle training) {
    return new RunPlanner(training.turns().call(engine::engine), device, training.turns());
  }
}
