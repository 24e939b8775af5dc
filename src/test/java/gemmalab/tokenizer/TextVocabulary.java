package gemmalab.tokenizer;

import java.util.stream.Stream;

/** Compact vocabularies of a few words, for tests. */
public final class TextVocabulary {

  private TextVocabulary() {}

  public static CompactVocabulary of(Stream<String> documents, int leastUses, int largestSize) {
    Gpt2Tokenizer gpt2 = new Gpt2Tokenizer();
    long[] uses = new long[Gpt2Tokenizer.SIZE];
    documents.forEach(
        text -> {
          for (int id : gpt2.encode(text)) {
            uses[id]++;
          }
        });
    return CompactVocabulary.counting(uses, leastUses, largestSize);
  }
}
