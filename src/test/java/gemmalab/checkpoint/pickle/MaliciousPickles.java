package gemmalab.checkpoint.pickle;

import java.util.LinkedHashMap;
import java.util.Map;

/** Pickles that run something when Python loads them, or take more than a machine has. */
final class MaliciousPickles {

  /** What is to be found in the sentence that refuses one. */
  record Attack(byte[] pickle, String reason) {}

  private final String command;
  private final Map<String, Attack> attacks = new LinkedHashMap<>();

  private MaliciousPickles(String command) {
    this.command = command;
  }

  /**
   * All of them by what they try.
   *
   * @param command for a shell
   */
  static Map<String, Attack> running(String command) {
    MaliciousPickles all = new MaliciousPickles(command);
    all.addCalls();
    all.addOtherWaysToCall();
    all.addGadgetsInsideTensors();
    all.addBombs();
    all.addHugeNumbers();
    return all.attacks;
  }

  private void addCalls() {
    for (String name :
        new String[] {
          "os system",
          "posix system",
          "nt system",
          "subprocess Popen",
          "subprocess check_output",
          "builtins eval",
          "builtins exec",
          "__builtin__ eval",
          "builtins __import__",
          "builtins getattr",
          "builtins open",
          "importlib import_module",
          "runpy _run_code",
          "pty spawn",
          "webbrowser open",
          "functools partial",
          "operator attrgetter",
          "pickle loads",
          "_pickle loads",
          "marshal loads",
          "types CodeType",
          "ctypes CDLL",
          "torch load",
          "torch.hub load",
          "torch.serialization load",
          "torch.jit load",
          "torch.storage _load_from_bytes",
          "torch._utils _rebuild_from_type_v2",
          "torch.package.package_importer PackageImporter",
          "numpy.core.multiarray _reconstruct",
          "__main__ Model"
        }) {
      String[] parts = name.split(" ", 2);
      PickleBytes call = PickleBytes.begin().global(parts[0], parts[1]).text(command);
      add("calls " + name, call.raw(0x85).ops("R"), parts[0] + "." + parts[1]);
    }
  }

  private void addOtherWaysToCall() {
    PickleBytes start = PickleBytes.begin();
    add("protocol 0", new PickleBytes().ops("cos\nsystem\n(S'" + command + "'\ntR"), "os.system");
    add(
        "by texts",
        start.text("os").text("system").raw(0x93).text(command).raw(0x85).ops("R"),
        "os.system");
    add(
        "by texts of the memo",
        PickleBytes.begin().text("system").ops("q\0000").text("os").ops("q\0010h\1h\0").raw(0x93),
        "os.system");
    add(
        "by a dotted name",
        PickleBytes.begin().text("torch").text("_utils.os.system").raw(0x93),
        "torch._utils.os.system");
    add(
        "by a text with a space in it",
        PickleBytes.begin().text("torch._utils _rebuild_tensor").text("").raw(0x93),
        "_rebuild_tensor");
    add("INST", PickleBytes.begin().ops("(").text(command).ops("ios\nsystem\n"), "os.system");
    add(
        "OBJ",
        PickleBytes.begin().ops("(").global("os", "system").text(command).ops("o"),
        "os.system");
    add(
        "OBJ of an allowed name",
        PickleBytes.begin().ops("(").global("collections", "OrderedDict").ops("o"),
        "opcode 111");
    add(
        "NEWOBJ",
        PickleBytes.begin().global("subprocess", "Popen").text(command).raw(0x85, 0x81),
        "subprocess.Popen");
    add(
        "NEWOBJ_EX",
        PickleBytes.begin().global("collections", "OrderedDict").ops(")}").raw(0x92),
        "opcode 146");
    add("an extension's code", PickleBytes.begin().raw(0x82, 1), "opcode 130");
    add("a text that is called", PickleBytes.begin().text("os.system").ops(")R"), "makes tensors");
    add(
        "a type that is called",
        PickleBytes.begin().global("torch", "FloatStorage").ops(")R"),
        "makes tensors");
    add("text as persistent id", PickleBytes.begin().ops("Pos.system\n"), "opcode 80");
  }

  private void addGadgetsInsideTensors() {
    add(
        "nested in a parameter",
        PickleBytes.begin()
            .global("torch._utils", "_rebuild_parameter")
            .ops("(")
            .global("os", "system")
            .text(command)
            .raw(0x85)
            .ops("R")
            .raw(0x88)
            .ops(")tR"),
        "os.system");
    add(
        "nested in an ordered dictionary",
        PickleBytes.begin()
            .global("collections", "OrderedDict")
            .ops("(")
            .global("builtins", "eval")
            .text(command)
            .raw(0x85)
            .ops("RtR"),
        "builtins.eval");
    add(
        "type of a storage",
        PickleBytes.begin()
            .ops("(")
            .text("storage")
            .global("os", "system")
            .text("0")
            .text("cpu")
            .number(1)
            .ops("tQ"),
        "os.system");
    add(
        "hooks of a tensor",
        PickleBytes.begin()
            .ops("}")
            .text("a")
            .tensor("FloatStorage", "0", 1, new long[] {1}, new long[] {1})
            .ops("s}")
            .global("os", "system")
            .ops("b"),
        "os.system");
    add(
        "state of a tensor",
        PickleBytes.begin()
            .tensor("FloatStorage", "0", 1, new long[] {1}, new long[] {1})
            .ops("}")
            .text("__setstate__")
            .text(command)
            .ops("sb"),
        "a dictionary");
    add(
        "module as persistent id",
        PickleBytes.begin()
            .ops("(")
            .text("module")
            .text("Net")
            .text("net.py")
            .text(command)
            .ops("NtQ"),
        "no storage");
    add(
        "key that leads elsewhere",
        PickleBytes.begin().storage("FloatStorage", "../../etc/passwd", 1),
        "../../etc/passwd");
  }

  private void addBombs() {
    add("marks", PickleBytes.begin().ops("(".repeat(1 << 20)), "memory");
    add("nested lists", PickleBytes.begin().ops("]".repeat(1 << 20)), "memory");
    add(
        "lists in lists",
        PickleBytes.begin().ops("]".repeat(10_000) + "a".repeat(9_999)),
        "no named tensors");
    add("dictionaries", PickleBytes.begin().ops("}".repeat(1 << 20)), "memory");
    add("doubled values", PickleBytes.begin().text("a").ops("2".repeat(1 << 20)), "memory");
    PickleBytes memo = PickleBytes.begin().ops("N");
    for (int i = 0; i < 1 << 18; i++) {
      memo.ops("r").int32(-i);
    }
    add("memo", memo, "memory");
    PickleBytes pairs = PickleBytes.begin().ops("](");
    for (int i = 0; i < 1_000; i++) {
      pairs.number(i).number(i).raw(0x86);
    }
    pairs.ops("eq\0").raw(0x85).ops("q\1").global("collections", "OrderedDict").ops("q\2");
    add("copies of copies", pairs.ops("h\2h\1R".repeat(10_000)), "memory");
    add("a list that holds itself", PickleBytes.begin().ops("]q\0h\0a"), "no named tensors");
    add(
        "a model that holds itself",
        PickleBytes.begin().ops("}q\0").text("model").ops("h\0s"),
        "no named tensors");
    add("a list as key", PickleBytes.begin().ops("}]q\0h\0aNs"), "a key");
    add("a frame", PickleBytes.begin().raw(0x95).int64(Long.MAX_VALUE), "not there");
    add("a negative frame", PickleBytes.begin().raw(0x95).int64(-1), "not there");
    add("bytes", PickleBytes.begin().raw(0x8e).int64(1L << 62), "not there");
    add("a text", PickleBytes.begin().raw(0x8d).int64(1L << 62), "a text of");
    add("a text of 4 GB", PickleBytes.begin().ops("X").int32(-1), "a text of");
    add("an empty stack", PickleBytes.begin().ops("000"), "more values");
    add("no mark", PickleBytes.begin().ops("t"), "a mark");
    add("a value of the memo that is not there", PickleBytes.begin().ops("h\7"), "never made");
    add("a protocol of the future", new PickleBytes().raw(0x80, 200), "protocol 200");
  }

  private void addHugeNumbers() {
    add("a number of 2 GB", PickleBytes.begin().raw(0x8b).int32(Integer.MAX_VALUE), "bytes");
    add("a number of -1 bytes", PickleBytes.begin().raw(0x8b).int32(-1), "bytes");
    PickleBytes google = PickleBytes.begin().ops("}").text("a");
    google.global("torch._utils", "_rebuild_tensor").ops("(").storage("FloatStorage", "0", 1);
    google.raw(0x8a, 255).ops("\177".repeat(255)).numbers(1).numbers(1).ops("tRs");
    add("an offset of 255 bytes", google, "a whole number");
    long[] one = {1};
    add(
        "a shape that overflows",
        tensor(1, new long[] {1L << 40, 1L << 40}, new long[] {0, 0}),
        "overflow");
    add(
        "a stride that overflows",
        tensor(9, new long[] {3}, new long[] {Long.MAX_VALUE}),
        "overflow");
    add("a stride that leads out", tensor(9, new long[] {3}, new long[] {5}), "beyond storage");
    add("a negative stride", tensor(9, new long[] {3}, new long[] {-1}), "size of -1");
    add(
        "a row that is repeated",
        tensor(1, new long[] {1L << 40}, new long[] {0}),
        "beyond storage");
    add("a storage that overflows", tensor(Long.MAX_VALUE, one, one), "overflow");
    add("a storage larger than the file", tensor(1L << 50, one, one), "lacks numbers");
    add("a negative storage", tensor(-1, one, one), "size of -1");
    add("strides without dimensions", tensor(1, one, new long[0]), "strides");
    add("too many dimensions", tensor(1, new long[65], new long[65]), "dimensions");
  }

  private static PickleBytes tensor(long count, long[] shape, long[] strides) {
    return PickleBytes.begin()
        .ops("}")
        .text("a")
        .tensor("FloatStorage", "0", count, shape, strides)
        .ops("s");
  }

  private void add(String what, PickleBytes pickle, String reason) {
    attacks.put(what, new Attack(pickle.end(), reason));
  }
}
