/** What is said about a run before it starts: warnings and estimates. */
@NullMarked
package gemmalab.train.plan;

import org.jspecify.annotations.NullMarked;
