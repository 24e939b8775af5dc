/** The entry point; start reading in {@link gemmalab.model}. */
@NullMarked
package gemmalab;

import org.jspecify.annotations.NullMarked;
