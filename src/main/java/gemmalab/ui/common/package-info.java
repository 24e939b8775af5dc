/** What all screens share: texts, theme, fonts, the thread of the window. */
@NullMarked
package gemmalab.ui.common;

import org.jspecify.annotations.NullMarked;
