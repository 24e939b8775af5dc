/** What a model computes at each of its named stages, as plain arrays. */
@NullMarked
package gemmalab.inspect.stage;

import org.jspecify.annotations.NullMarked;
