/** The model as one zoomable diagram: what is where, what is seen of it, and how it is drawn. */
@NullMarked
package gemmalab.inspect.diagram;

import org.jspecify.annotations.NullMarked;
