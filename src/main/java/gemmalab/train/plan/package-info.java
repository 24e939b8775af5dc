/** What is said of a run before it begins: what is odd in it, and what it will take. */
@NullMarked
package gemmalab.train.plan;

import org.jspecify.annotations.NullMarked;
