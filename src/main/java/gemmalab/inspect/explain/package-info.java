/** What the parts of a model do, in few numbers and small pictures: RoPE, shared keys, units. */
@NullMarked
package gemmalab.inspect.explain;

import org.jspecify.annotations.NullMarked;
