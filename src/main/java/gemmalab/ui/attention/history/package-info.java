/** The way through the models of a run. */
@NullMarked
package gemmalab.ui.attention.history;

import org.jspecify.annotations.NullMarked;
