/** JSON files that people bring, read key by key. */
@NullMarked
package gemmalab.checkpoint.json;

import org.jspecify.annotations.NullMarked;
