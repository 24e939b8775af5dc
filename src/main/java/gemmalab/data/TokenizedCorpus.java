package gemmalab.data;

/**
 * A corpus as token ids, parted into training and validation. After each document stands the
 * end-of-text token, so that a model learns where a story ends.
 */
public record TokenizedCorpus(Tokens training, Tokens validation) {}
