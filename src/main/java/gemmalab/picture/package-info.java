/** Pictures as data: shapes with a sentence, written as SVG or PNG, and tables as CSV. */
@NullMarked
package gemmalab.picture;

import org.jspecify.annotations.NullMarked;
