/** Event files that TensorBoard shows, written without TensorFlow. */
@NullMarked
package gemmalab.train.tensorboard;

import org.jspecify.annotations.NullMarked;
