/** One head's map, large. */
@NullMarked
package gemmalab.ui.attention.map;

import org.jspecify.annotations.NullMarked;
