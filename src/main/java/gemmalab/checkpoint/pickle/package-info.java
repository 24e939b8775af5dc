/**
 * PyTorch's files of weights. Their pickle is interpreted, a few opcodes and names, and never run.
 */
@NullMarked
package gemmalab.checkpoint.pickle;

import org.jspecify.annotations.NullMarked;
