/**
 * Endless small stories from a seed: plots and words as text files, and what turns them into
 * stories.
 *
 * <p>Reading order: {@link gemmalab.data.stories.StoryGrammar} makes a {@link
 * gemmalab.data.stories.Story} from a {@link gemmalab.data.stories.Plot}, whose {@link
 * gemmalab.data.stories.Part}s write into a {@link gemmalab.data.stories.Draft}.
 */
@NullMarked
package gemmalab.data.stories;

import org.jspecify.annotations.NullMarked;
