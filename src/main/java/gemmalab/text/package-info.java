/** Sentences of the app and faults that a user can mend, in every language. */
@NullMarked
package gemmalab.text;

import org.jspecify.annotations.NullMarked;
