/**
 * What all views of the attention screen share: the text, the model's changes, and what was seen.
 */
@NullMarked
package gemmalab.ui.attention.inspection;

import org.jspecify.annotations.NullMarked;
