package gemmalab.app;

import gemmalab.data.Corpus;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.source.DataSource;
import gemmalab.data.stories.Story;
import gemmalab.evaluate.HeldOutLoss;
import gemmalab.evaluate.HeldOutStories;
import gemmalab.evaluate.LossMeasurement;
import gemmalab.evaluate.MemorizationCheck;
import gemmalab.evaluate.QualityMeasurement;
import gemmalab.evaluate.StoryQuality;
import gemmalab.evaluate.WrittenStory;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.TensorExecutor;
import gemmalab.train.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;

/** Measures how good models are, on stories that they never saw. */
public final class EvaluationService {

  private final TensorExecutor tensors;
  private final EngineProvider engine;
  private final HeldOutStories heldOut = new HeldOutStories();

  EvaluationService(TensorExecutor tensors, EngineProvider engine) {
    this.tensors = tensors;
    this.engine = engine;
  }

  /**
   * The stories that a model wrote, beside those of the grammar from the same beginnings.
   *
   * @param learnedFrom the text in which copies were looked for
   */
  public record Stories(StoryQuality model, StoryQuality grammar, String learnedFrom) {}

  /** A model's loss on so many stories. */
  public CompletableFuture<HeldOutLoss> loss(
      OpenModel model, int stories, DoubleConsumer progress) {
    List<Story> read = heldOut.first(stories);
    return tensors
        .call(
            () ->
                new LossMeasurement(
                    model.model(), engine.engine().kernels(), model.tokenizer(), read, progress))
        .thenCompose(job -> tensors.run(job).thenApply(done -> job.result()));
  }

  /** Lets a model write so many stories and checks them. */
  public CompletableFuture<Stories> stories(OpenModel model, int count, DoubleConsumer progress) {
    List<WrittenStory> own = heldOut.first(count).stream().map(WrittenStory::cut).toList();
    return tensors
        .call(
            () ->
                new QualityMeasurement(
                    model.model(), engine.engine().kernels(), model.tokenizer(), own, progress))
        .thenCompose(job -> tensors.run(job).thenApply(done -> job.written()))
        .thenApplyAsync(written -> compare(written, own, textOf(model)));
  }

  private Stories compare(List<WrittenStory> written, List<WrittenStory> own, DataSource source) {
    Corpus corpus = source.open(DataService.folderOfUser(), PreparationMonitor.NONE);
    List<Integer> copied = MemorizationCheck.count(corpus, List.of(rests(written), rests(own)));
    return new Stories(
        StoryQuality.of(written, heldOut.names(), copied.get(0)),
        StoryQuality.of(own, heldOut.names(), copied.get(1)),
        source.name());
  }

  private static List<String> rests(List<WrittenStory> stories) {
    return stories.stream().map(WrittenStory::rest).toList();
  }

  /** The stories that a model's run learned from; the default ones if it learned from others. */
  private static DataSource textOf(OpenModel model) {
    Path run = model.run();
    DataSource usual = DataSource.of(DataSource.STORIES);
    DataSource own = run == null ? usual : RunFolder.read(run).config().data();
    return own.isOfGrammar() ? own : usual;
  }
}
