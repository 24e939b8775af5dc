/** The modules of both families, one for one: names, weights, shapes. */
@NullMarked
package gemmalab.inspect.module;

import org.jspecify.annotations.NullMarked;
