package gemmalab.data.encode;

import gemmalab.data.ReadingNotes;

/**
 * What a corpus is made of.
 *
 * @param trainingTokens with the end-of-text token after each document
 * @param validationTokens likewise
 * @param characters Unicode characters of all documents
 * @param longestDocument in tokens
 * @param duplicateDocuments equal to an earlier one; an estimate if {@code duplicatesExact} is
 *     false
 * @param mojibake traces of text that was once decoded wrongly, such as "â€œ"
 * @param replacementSigns where bytes were no UTF-8
 * @param notes what was left out, divided or guessed
 */
public record CorpusStatistics(
    long documents,
    long trainingTokens,
    long validationTokens,
    long characters,
    long longestDocument,
    long duplicateDocuments,
    boolean duplicatesExact,
    long mojibake,
    long replacementSigns,
    ReadingNotes notes) {

  public long tokens() {
    return trainingTokens + validationTokens;
  }

  /** Characters for each token of text. */
  public double charactersPerToken() {
    return (double) characters / (tokens() - documents);
  }
}
