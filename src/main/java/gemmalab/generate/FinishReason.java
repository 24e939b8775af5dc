package gemmalab.generate;

/** Why a generation ended. */
public enum FinishReason {
  /** A token that ends a text or a turn was generated. */
  END_OF_TEXT,
  /** The maximum number of tokens was reached. */
  LENGTH,
  /** The context length was reached. */
  CONTEXT,
  /** A stop string was generated. */
  STOP_STRING,
  /** The user stopped it. */
  STOPPED
}
