package gemmalab.checkpoint.pickle;

import gemmalab.checkpoint.pickle.PickleValue.Empty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The opcodes that stand for one value each, which follows them. */
final class PickleLiterals {

  private PickleLiterals() {}

  /** Reads the value; null if the opcode is another one. */
  static @Nullable Object read(int opcode, PickleInput input) throws IOException {
    return switch (opcode) {
      case 'N' -> Empty.NONE;
      case 0x88 -> true;
      case 0x89 -> false;
      case 'K' -> (long) input.unsigned8();
      case 'M' -> (long) input.unsigned16();
      case 'J' -> (long) input.int32();
      case 0x8a -> input.integer(input.unsigned8());
      case 0x8b -> input.integer(input.int32());
      case 'G' -> input.float64();
      default -> text(opcode, input);
    };
  }

  /** Python 2 wrote its texts as bytes. */
  private static @Nullable Object text(int opcode, PickleInput input) throws IOException {
    return switch (opcode) {
      case 'X' -> input.text(input.unsigned32(), StandardCharsets.UTF_8);
      case 0x8c -> input.text(input.unsigned8(), StandardCharsets.UTF_8);
      case 0x8d -> input.text(input.int64(), StandardCharsets.UTF_8);
      case 'T' -> input.text(input.unsigned32(), StandardCharsets.ISO_8859_1);
      case 'U' -> input.text(input.unsigned8(), StandardCharsets.ISO_8859_1);
      case 'B' -> skipped(input.unsigned32(), input);
      case 'C' -> skipped(input.unsigned8(), input);
      case 0x8e, 0x96 -> skipped(input.int64(), input);
      default -> null;
    };
  }

  private static Empty skipped(long bytes, PickleInput input) throws IOException {
    input.skip(bytes);
    return Empty.BYTES;
  }
}
