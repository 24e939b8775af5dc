/** The command line: one thin class a command. */
@NullMarked
package gemmalab.cli;

import org.jspecify.annotations.NullMarked;
