/** The kinds of text that documents are read from. */
@NullMarked
package gemmalab.data.source;

import org.jspecify.annotations.NullMarked;
