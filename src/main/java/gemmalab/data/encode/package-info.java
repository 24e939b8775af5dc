/** Text to tokens: on all processors, in constant memory, in order. */
@NullMarked
package gemmalab.data.encode;

import org.jspecify.annotations.NullMarked;
