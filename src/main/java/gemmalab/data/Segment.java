package gemmalab.data;

/**
 * A document or, of a long one, a part of it. The texts of a document's segments, one after the
 * other, are the document.
 *
 * @param text empty at most where it is the end of a document that was cut
 * @param endsDocument whether the document is over after it
 */
public record Segment(String text, boolean endsDocument) {}
