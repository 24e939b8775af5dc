package gemmalab.data.source;

import gemmalab.data.Corpus;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.SegmentReader;
import gemmalab.data.download.Download;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Short stories in the words of small children, written by GPT-4 (Eldan and Li 2023, <a
 * href="https://arxiv.org/abs/2305.07759">TinyStories</a>): 2.2 GB for training, and a file of
 * their own for validation.
 */
record TinyStories(CorpusFile training, CorpusFile kept) implements Corpus {

  static final String URL = "https://huggingface.co/datasets/roneneldan/TinyStories/resolve/main";

  private static final String TRAINING = "TinyStoriesV2-GPT4-train.txt";
  private static final String VALIDATION = "TinyStoriesV2-GPT4-valid.txt";

  /** Downloads what is not there yet; the small file first, so that a wrong address shows soon. */
  static TinyStories open(Path cache, String url, PreparationMonitor monitor) {
    Path folder = cache.resolve(DataSource.TINY_STORIES);
    CorpusFile validation = file(folder, url, VALIDATION, monitor);
    return new TinyStories(file(folder, url, TRAINING, monitor), validation);
  }

  private static CorpusFile file(Path folder, String url, String name, PreparationMonitor monitor) {
    Path path = folder.resolve(name);
    Download.from(url, name).to(path, monitor);
    return new CorpusFile(path, DataSource.DEFAULT_FIELD, false);
  }

  @Override
  public String name() {
    return DataSource.TINY_STORIES;
  }

  @Override
  public OptionalLong bytes() {
    return training.bytes();
  }

  @Override
  public String version() {
    return training.version() + "\n" + kept.version();
  }

  @Override
  public SegmentReader open() {
    return training.open();
  }

  @Override
  public Optional<Corpus> validation() {
    return Optional.of(kept);
  }
}
