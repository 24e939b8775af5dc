/** What is in a model's file, shown before it is opened. */
@NullMarked
package gemmalab.ui.report;

import org.jspecify.annotations.NullMarked;
