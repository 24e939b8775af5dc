package gemmalab.data.stories;

import java.util.List;

/**
 * A name, thing or place with what belongs to it.
 *
 * @param attributes in the order of the list's attribute names
 */
record Word(String text, Form form, List<String> attributes) {}
