/** The model as a map; a click explains a part and shows its Java. */
@NullMarked
package gemmalab.ui.architecture;

import org.jspecify.annotations.NullMarked;
