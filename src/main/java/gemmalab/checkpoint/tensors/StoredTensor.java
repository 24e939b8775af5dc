package gemmalab.checkpoint.tensors;

import ai.djl.ndarray.types.Shape;

/**
 * What a file says of one of its tensors.
 *
 * @param type as the file's format calls it: {@code BF16}, {@code Q4_K}
 * @param shape of the tensor, the outer dimension first, whatever the order in the file
 * @param bytes that it takes in the file
 */
public record StoredTensor(String type, Shape shape, long bytes) {}
