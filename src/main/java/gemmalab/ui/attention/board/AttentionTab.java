package gemmalab.ui.attention.board;

import org.jspecify.annotations.Nullable;

/** One of the views of a text in the middle of the screen. */
public interface AttentionTab {

  /** What is shown, to be written to a file; null while there is nothing. */
  @Nullable Exportable exported();
}
