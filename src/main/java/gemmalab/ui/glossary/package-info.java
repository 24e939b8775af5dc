/** The glossary beside the screens: search, groups of terms, and the definition of one. */
@NullMarked
package gemmalab.ui.glossary;

import org.jspecify.annotations.NullMarked;
