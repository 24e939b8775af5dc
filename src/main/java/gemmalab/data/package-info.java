/** Where text for training comes from, and the windows that are cut from it. */
@NullMarked
package gemmalab.data;

import org.jspecify.annotations.NullMarked;
