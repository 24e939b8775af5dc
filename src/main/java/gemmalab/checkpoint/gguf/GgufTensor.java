package gemmalab.checkpoint.gguf;

import ai.djl.ndarray.types.Shape;
import gemmalab.checkpoint.tensors.StoredTensor;

/**
 * One tensor of a GGUF file.
 *
 * @param shape the outer dimension first; in the file it is the last
 * @param numbers that it has
 * @param offset place of its first byte, in the file
 */
record GgufTensor(BlockType type, Shape shape, long numbers, long offset) {

  long bytes() {
    return type.bytesOf(numbers);
  }

  long end() {
    return offset + bytes();
  }

  StoredTensor stored() {
    return new StoredTensor(type.name(), shape, bytes());
  }
}
