package gemmalab.data.stories;

/**
 * A part in a plot that a word takes: {@code hero}, {@code thing}, {@code place}, ...
 *
 * @param index its place among the plot's slots
 */
record Slot(String name, WordList list, int index) {}
