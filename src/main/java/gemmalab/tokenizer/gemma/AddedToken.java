package gemmalab.tokenizer.gemma;

/**
 * A token that is found in a text before any merging.
 *
 * @param content its text
 * @param normalized whether it is looked for after spaces became {@code ▁}, not before
 * @param special whether it is a mark that people do not write, such as {@code <bos>}
 */
record AddedToken(int id, String content, boolean normalized, boolean special) {

  /** The same with its text as the text is when it is looked for. */
  AddedToken asLookedFor() {
    return normalized
        ? new AddedToken(id, content.replace(' ', GemmaTokenizer.SPACE), true, special)
        : this;
  }
}
