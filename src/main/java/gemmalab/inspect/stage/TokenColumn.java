package gemmalab.inspect.stage;

/**
 * A token of the text.
 *
 * @param label the token as readable text
 */
public record TokenColumn(int id, String label) {}
