/** {@code config.json}: a model's configuration, in Hugging Face's keys or the original's. */
@NullMarked
package gemmalab.checkpoint.config;

import org.jspecify.annotations.NullMarked;
