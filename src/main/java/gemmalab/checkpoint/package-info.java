/** Models on disk: which file a path names, how it is read and written. */
@NullMarked
package gemmalab.checkpoint;

import org.jspecify.annotations.NullMarked;
