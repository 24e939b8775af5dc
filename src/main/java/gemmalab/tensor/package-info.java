/** The only package that knows DJL's memory, devices and threads; and the TorchScript kernels. */
@NullMarked
package gemmalab.tensor;

import org.jspecify.annotations.NullMarked;
