package gemmalab.data.encode;

import gemmalab.data.ReadingNotes;

/** Adds up the statistics of a corpus, segment by segment in the order of the text. */
final class StatisticsCollector {

  private static final long HASH_START = 0xcbf29ce484222325L; // FNV-1a, over ids
  private static final long HASH_FACTOR = 0x100000001b3L;

  private final DuplicateCounter duplicates = new DuplicateCounter();
  private long documents;
  private long characters;
  private long longestDocument;
  private long mojibake;
  private long replacementSigns;
  private ReadingNotes notes = ReadingNotes.NONE;
  private long tokensOfDocument;
  private long hashOfDocument = HASH_START;

  void add(EncodedSegment segment) {
    characters += segment.characters();
    mojibake += segment.mojibake();
    replacementSigns += segment.replacementSigns();
    tokensOfDocument += segment.ids().length;
    for (int id : segment.ids()) {
      hashOfDocument = (hashOfDocument ^ id) * HASH_FACTOR;
    }
    if (segment.endsDocument()) {
      endDocument();
    }
  }

  private void endDocument() {
    documents++;
    longestDocument = Math.max(longestDocument, tokensOfDocument);
    duplicates.add(hashOfDocument);
    tokensOfDocument = 0;
    hashOfDocument = HASH_START;
  }

  void add(ReadingNotes more) {
    notes = notes.plus(more);
  }

  long documents() {
    return documents;
  }

  CorpusStatistics of(long trainingTokens, long validationTokens) {
    return new CorpusStatistics(
        documents,
        trainingTokens,
        validationTokens,
        characters,
        longestDocument,
        duplicates.duplicates(),
        duplicates.isExact(),
        mojibake,
        replacementSigns,
        notes);
  }
}
