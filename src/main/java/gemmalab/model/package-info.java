/**
 * Gemma 3, written to be read. Start with {@link gemmalab.model.Gemma3Model} and go down: {@link
 * gemmalab.model.TransformerBlock}, {@link gemmalab.model.GroupedQueryAttention}, {@link
 * gemmalab.model.FeedForward}.
 *
 * <p>Letters of shapes in all files: B batch, T tokens, V vocabulary, C hidden size, F inner
 * dimension of the feed-forward network, H query heads, K key-value heads, D head dimension.
 */
@NullMarked
package gemmalab.model;

import org.jspecify.annotations.NullMarked;
