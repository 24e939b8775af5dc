/** What was seen inside a model as pictures and tables, alike for the window and the terminal. */
@NullMarked
package gemmalab.inspect.picture;

import org.jspecify.annotations.NullMarked;
