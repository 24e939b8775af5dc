/** Files and folders that are replaced whole; nothing else in the app renames or deletes. */
@NullMarked
package gemmalab.files;

import org.jspecify.annotations.NullMarked;
