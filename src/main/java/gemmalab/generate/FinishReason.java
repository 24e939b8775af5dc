package gemmalab.generate;

/** Why a text ended. */
public enum FinishReason {
  /** The model chose the end-of-text token. */
  END_OF_TEXT,
  /** As many tokens as were asked for. */
  LENGTH,
  /** The model's context is full. */
  CONTEXT,
  /** A text that was to end it was written. */
  STOP_STRING,
  /** The user stopped it. */
  STOPPED
}
