package gemmalab.app;

import gemmalab.app.Training.Beginning;
import gemmalab.app.Training.Begun;
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
  private final Set<Training> underWay = ConcurrentHashMap.newKeySet();
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
  public Training start(TrainingRequest request, TrainListener listener) {
    return begin(training -> prepare(request, listener, training));
  }

  /**
   * Goes on with a run that was stopped or broke off, or beyond the end of one that is finished.
   *
   * @param listener as for {@link #start}
   */
  public Training resume(ResumeRequest request, TrainListener listener) {
    return begin(training -> prepare(request, listener, training));
  }

  /** Stops all runs and waits until they are saved. */
  @Override
  public void close() {
    List<Training> left = List.copyOf(underWay);
    left.forEach(Training::stop);
    left.forEach(training -> training.end().handle((done, fault) -> true).join());
    threads.shutdown();
  }

  private Training begin(Beginning beginning) {
    Training training = new Training(tensors);
    underWay.add(training);
    Futures.watch(training.end(), (done, fault) -> underWay.remove(training));
    training.begin(beginning, threads);
    return training;
  }

  private Begun prepare(TrainingRequest request, TrainListener listener, Training training) {
    RunFolder.requireNew(request.folder()); // before a long download
    TrainConfig config = request.config();
    if (request.largestBatch()) {
      config = planner(request.device(), training).withLargestBatch(config);
    }
    Lesson lesson = Lesson.begin(config, data, monitor(listener, training));
    TrainSetup setup = setup(lesson, request.device(), listener, training);
    RunPlan plan =
        planner(request.device(), training)
            .plan(setup, ConfigLint.of(setup.config(), setup.corpus()));
    training.plan().complete(plan);
    if (!plan.fits() && !request.evenIfTooLarge()) {
      throw new GemmaException(
          "error.train.memory", plan.memory().total() / GIGABYTE, plan.freeBytes() / GIGABYTE);
    }
    RunFolder folder = RunFolder.create(request.folder(), setup.config());
    return orLeave(
        folder,
        () -> {
          folder.requireText(setup.corpus(), false);
          return new Begun(setup, folder, true);
        });
  }

  private Begun prepare(ResumeRequest request, TrainListener listener, Training training) {
    RunFolder folder = RunFolder.resume(request.folder());
    return orLeave(
        folder,
        () -> {
          TrainConfig config = request.change(folder.config());
          Lesson lesson = Lesson.goOn(folder, config, data, monitor(listener, training));
          folder.requireText(lesson.corpus(), request.evenIfTextChanged());
          TrainSetup setup = setup(lesson, request.device(), listener, training);
          folder.change(lesson.config());
          return new Begun(setup, folder, false);
        });
  }

  /** A run that cannot begin leaves its folder to others. */
  private static Begun orLeave(RunFolder folder, Supplier<Begun> beginning) {
    try {
      return beginning.get();
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  private static PreparationMonitor monitor(TrainListener listener, Training training) {
    return PreparationMonitor.of(listener::preparing, training.control()::isStopping);
  }

  private TrainSetup setup(
      Lesson lesson, ComputeDevice device, TrainListener listener, Training training) {
    return training
        .turns()
        .call(
            () ->
                new TrainSetup(
                    lesson.config(),
                    lesson.corpus(),
                    lesson.tokenizer(),
                    engine.engine(),
                    device,
                    listener));
  }

  private RunPlanner planner(ComputeDevice device, Training training) {
    return new RunPlanner(training.turns().call(engine::engine), device, training.turns());
  }
}
