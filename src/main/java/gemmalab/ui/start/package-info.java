/** The first screen: four ways in, and the models and runs of this machine. */
@NullMarked
package gemmalab.ui.start;

import org.jspecify.annotations.NullMarked;
