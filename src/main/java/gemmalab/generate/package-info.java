/** Text generation, token by token. */
@NullMarked
package gemmalab.generate;

import org.jspecify.annotations.NullMarked;
