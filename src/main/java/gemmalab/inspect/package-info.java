/** What a model does inside: attention maps, module trees, parity with reference tensors. */
@NullMarked
package gemmalab.inspect;

import org.jspecify.annotations.NullMarked;
