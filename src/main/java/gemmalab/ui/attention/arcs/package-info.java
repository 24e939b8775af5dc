/** Attention as lines from token to token. */
@NullMarked
package gemmalab.ui.attention.arcs;

import org.jspecify.annotations.NullMarked;
