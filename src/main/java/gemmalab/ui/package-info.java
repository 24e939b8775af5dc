/** The window: the only package with JavaFX. */
@NullMarked
package gemmalab.ui;

import org.jspecify.annotations.NullMarked;
