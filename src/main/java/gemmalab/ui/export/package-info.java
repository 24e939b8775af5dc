/** The open model, written in another format. */
@NullMarked
package gemmalab.ui.export;

import org.jspecify.annotations.NullMarked;
