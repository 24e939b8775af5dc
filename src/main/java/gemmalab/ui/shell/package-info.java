/** The frame around the screens: rail, top bar, status bar, and the model that is open. */
@NullMarked
package gemmalab.ui.shell;

import org.jspecify.annotations.NullMarked;
