package gemmalab.data.encode;

import gemmalab.data.Corpus;
import gemmalab.data.ReadingNotes;
import gemmalab.data.Segment;
import gemmalab.data.SegmentReader;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Documents of a list. */
record ListCorpus(String name, List<String> documents, Optional<Corpus> validation)
    implements Corpus {

  static ListCorpus of(List<String> documents) {
    return new ListCorpus("test", documents, Optional.empty());
  }

  @Override
  public OptionalLong bytes() {
    return OptionalLong.empty();
  }

  @Override
  public String version() {
    return name;
  }

  @Override
  public SegmentReader open() {
    Iterator<String> next = documents.iterator();
    return new SegmentReader() {
      @Override
      public @Nullable Segment next() {
        return next.hasNext() ? new Segment(next.next(), true) : null;
      }

      @Override
      public long bytesRead() {
        return 0;
      }

      @Override
      public ReadingNotes notes() {
        return ReadingNotes.NONE;
      }

      @Override
      public void close() {}
    };
  }
}
