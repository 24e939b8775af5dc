/** What each head looks at. */
@NullMarked
package gemmalab.ui.attention;

import org.jspecify.annotations.NullMarked;
