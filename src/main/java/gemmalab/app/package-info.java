/** Use cases as services, without JavaFX and without DJL in a signature. */
@NullMarked
package gemmalab.app;

import org.jspecify.annotations.NullMarked;
