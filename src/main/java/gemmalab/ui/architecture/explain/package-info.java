/** Parts of the model explained where they stand: small live pictures, with a knob to turn. */
@NullMarked
package gemmalab.ui.architecture.explain;

import org.jspecify.annotations.NullMarked;
