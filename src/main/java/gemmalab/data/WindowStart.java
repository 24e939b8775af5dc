package gemmalab.data;

import gemmalab.text.Choice;
import gemmalab.text.GemmaException;

/** Where a window of the text may begin. */
public enum WindowStart implements Choice {
  /** At any token, mostly in the middle of a document. */
  ANYWHERE,

  /**
   * Where the document of the drawn token begins, if that is within a window's length. What a story
   * set early is then in sight wherever it decides a word, so a model learns earlier to look back.
   */
  DOCUMENT;

  /**
   * Finds a choice by its name on the command line.
   *
   * @throws GemmaException if there is none of that name
   */
  public static WindowStart named(String name) {
    return Choice.named(name, values(), "error.windowStart.unknown");
  }
}
