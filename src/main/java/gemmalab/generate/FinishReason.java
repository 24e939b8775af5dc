package gemmalab.generate;

/** Why a generation ended. */
public enum FinishReason {
  /** The end-of-text token was generated. */
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
