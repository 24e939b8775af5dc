package gemmalab.inspect.stage;

/**
 * The most probable next token.
 *
 * @param label the token as readable text
 * @param probability from 0 to 1
 */
public record Prediction(int id, String label, float probability) {}
