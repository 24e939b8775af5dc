/**
 * Gemma 3, written to be read. Start with {@link gemmalab.model.Gemma3Model} and go down: {@link
 * gemmalab.model.TransformerBlock}, {@link gemmalab.model.GroupedQueryAttention}, {@link
 * gemmalab.model.FeedForward}.
 *
 * <p>Letters of shapes in all files: B batch, T tokens, V vocabulary, C width ({@code hiddenSize}),
 * F width inside the feed-forward part, H query heads, K key-value heads, D head size.
 */
@NullMarked
package gemmalab.model;

import org.jspecify.annotations.NullMarked;
