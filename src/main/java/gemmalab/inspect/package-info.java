/**
 * Inspection of a model: attention maps, ablation, logit lens, module trees, parity with reference
 * tensors.
 */
@NullMarked
package gemmalab.inspect;

import org.jspecify.annotations.NullMarked;
