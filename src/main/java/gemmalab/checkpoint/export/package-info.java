/** Writes a model that is on disk in another format, without ever having it whole in memory. */
@NullMarked
package gemmalab.checkpoint.export;

import org.jspecify.annotations.NullMarked;
