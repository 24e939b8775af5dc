/** Where threads are made. */
@NullMarked
package gemmalab.thread;

import org.jspecify.annotations.NullMarked;
