/** Files from the network, whole or not at all. */
@NullMarked
package gemmalab.data.download;

import org.jspecify.annotations.NullMarked;
