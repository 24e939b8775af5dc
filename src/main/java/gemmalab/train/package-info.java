/** The training loop: schedule, optimizer, evaluation, events and the run folder. */
@NullMarked
package gemmalab.train;

import org.jspecify.annotations.NullMarked;
