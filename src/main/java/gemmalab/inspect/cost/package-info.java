/** What a model costs: parameters, memory, operations. From its configuration alone. */
@NullMarked
package gemmalab.inspect.cost;

import org.jspecify.annotations.NullMarked;
