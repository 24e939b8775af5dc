package gemmalab.checkpoint.pickle;

import gemmalab.checkpoint.pickle.PickleValue.Entries;
import gemmalab.checkpoint.pickle.PickleValue.Items;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds what a pickle stands for, as Python's {@code pickletools} describes the opcodes. Those
 * that {@code torch.save} never writes are refused. What a pickle calls is looked up in {@link
 * PickleNames}: no code but this app's can run.
 */
final class PickleMachine {

  private static final int NEWEST_PROTOCOL = 5;

  /** More than an opcode takes: a value, its places in the stack, the memo and a collection. */
  private static final int OPCODE_BYTES = 64;

  /** What a collection or a tensor takes at first. */
  private static final int OBJECT_BYTES = 256;

  private final PickleInput input;
  private final PickleNames names;
  private final Allowance allowance;
  private final Map<String, Storage> storages = new LinkedHashMap<>();
  private PickleStack stack = new PickleStack();

  PickleMachine(PickleInput input, PickleNames names, Allowance allowance) {
    this.input = input;
    this.names = names;
    this.allowance = allowance;
  }

  /** The storages that were named so far, by their keys. */
  Map<String, Storage> storages() {
    return storages;
  }

  /** Reads one pickle; another may follow it. */
  Object read() throws IOException {
    stack = new PickleStack();
    for (int opcode = input.unsigned8(); opcode != '.'; opcode = input.unsigned8()) {
      allowance.take(OPCODE_BYTES);
      @Nullable Object literal = PickleLiterals.read(opcode, input);
      if (literal != null) {
        stack.push(literal);
      } else if (!memorizes(opcode) && !makesCollection(opcode) && !fillsCollection(opcode)) {
        callOrRefuse(opcode);
      }
    }
    return stack.pop();
  }

  private boolean memorizes(int opcode) throws IOException {
    switch (opcode) {
      case 'q' -> stack.memoize(input.unsigned8());
      case 'r' -> stack.memoize(input.unsigned32());
      case 0x94 -> stack.memoize();
      case 'h' -> stack.recall(input.unsigned8());
      case 'j' -> stack.recall(input.unsigned32());
      case '(' -> stack.mark();
      case '0' -> stack.pop();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.top());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean makesCollection(int opcode) throws IOException {
    @Nullable Object made =
        switch (opcode) {
          case '}' -> Entries.none();
          case ']', ')' -> Items.none();
          case 't', 'l' -> stack.popToMark();
          case 'd' -> putAll(Entries.none(), stack.popToMark().list());
          case 0x85, 0x86, 0x87 -> stack.pop(opcode - 0x84);
          default -> null;
        };
    if (made == null) {
      return false;
    }
    allowance.take(OBJECT_BYTES);
    stack.push(made);
    return true;
  }

  private boolean fillsCollection(int opcode) throws IOException {
    switch (opcode) {
      case 'a' -> append(stack.pop(1));
      case 'e' -> append(stack.popToMark());
      case 's' -> put(stack.pop(2));
      case 'u' -> put(stack.popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void append(Items items) throws IOException {
    PickleValue.items(stack.top()).list().addAll(items.list());
  }

  private void put(Items items) throws IOException {
    putAll(PickleValue.entries(stack.top()), items.list());
  }

  private static Entries putAll(Entries entries, List<Object> keysAndValues) throws IOException {
    if (keysAndValues.size() % 2 != 0) {
      throw new IOException("its pickle has a key without a value");
    }
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      entries.put(keysAndValues.get(i), keysAndValues.get(i + 1));
    }
    return entries;
  }

  private void callOrRefuse(int opcode) throws IOException {
    switch (opcode) {
      case 'c' -> stack.push(names.find(input.line(), input.line()));
      case 0x93 -> pushNamed(stack.pop(2).list());
      case 'R', 0x81 -> call(stack.pop(2).list());
      case 'Q' -> pushStorage(Storage.named(PickleValue.items(stack.pop()).list()));
      case 'b' -> dropAttributes();
      case 'i' -> throw names.refusal(input.line(), input.line());
      case 0x80 -> requireKnownProtocol(input.unsigned8());
      case 0x95 -> input.require(input.int64());
      default ->
          throw new IOException(
              "its pickle has the opcode " + opcode + ", which torch.save does not write");
    }
  }

  private void pushNamed(List<Object> moduleAndName) throws IOException {
    stack.push(
        names.find(PickleValue.text(moduleAndName.get(0)), PickleValue.text(moduleAndName.get(1))));
  }

  private void call(List<Object> calleeAndArguments) throws IOException {
    PickleNames.Maker maker =
        PickleValue.required(
            PickleNames.Maker.class, calleeAndArguments.get(0), "something that makes tensors");
    List<Object> arguments = PickleValue.items(calleeAndArguments.get(1)).list();
    allowance.take(OBJECT_BYTES);
    stack.push(maker.make(arguments, allowance));
  }

  private void pushStorage(Storage storage) throws IOException {
    allowance.take(OBJECT_BYTES);
    storages.putIfAbsent(storage.key(), storage);
    stack.push(storage);
  }

  /** Only a state dict has attributes: the versions of its modules, which no tensor needs. */
  private void dropAttributes() throws IOException {
    stack.pop();
    PickleValue.entries(stack.top());
  }

  private static void requireKnownProtocol(int protocol) throws IOException {
    if (protocol > NEWEST_PROTOCOL) {
      throw new IOException("its pickle has the protocol " + protocol);
    }
  }
}
