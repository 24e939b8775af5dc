/** Token ids in files and in memory. */
@NullMarked
package gemmalab.data.tokens;

import org.jspecify.annotations.NullMarked;
