package gemmalab.data;

import java.util.ArrayList;
import java.util.List;

/** All of a corpus, read into memory. */
public record CorpusText(
    List<String> documents, int longestSegment, long bytesRead, ReadingNotes notes) {

  public static CorpusText of(Corpus corpus) {
    List<String> documents = new ArrayList<>();
    StringBuilder document = new StringBuilder();
    int longest = 0;
    try (SegmentReader reader = corpus.open()) {
      for (Segment segment = reader.next(); segment != null; segment = reader.next()) {
        longest = Math.max(longest, segment.text().length());
        document.append(segment.text());
        if (segment.endsDocument()) {
          documents.add(document.toString());
          document.setLength(0);
        }
      }
      return new CorpusText(documents, longest, reader.bytesRead(), reader.notes());
    }
  }
}
