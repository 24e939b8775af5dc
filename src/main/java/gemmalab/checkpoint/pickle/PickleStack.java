package gemmalab.checkpoint.pickle;

import gemmalab.checkpoint.pickle.PickleValue.Items;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a pickle builds from: a stack with marks in it, and values that it comes back to. */
final class PickleStack {

  private final List<Object> values = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, Object> memo = new HashMap<>();

  void push(Object value) {
    values.add(value);
  }

  Object pop() throws IOException {
    Object top = top();
    values.remove(values.size() - 1);
    return top;
  }

  Object top() throws IOException {
    int bottom = marks.isEmpty() ? 0 : marks.element();
    if (values.size() <= bottom) {
      throw new IOException("its pickle takes more values than it made");
    }
    return values.get(values.size() - 1);
  }

  void mark() {
    marks.push(values.size());
  }

  /** Takes all values above the last mark. */
  Items popToMark() throws IOException {
    if (marks.isEmpty()) {
      throw new IOException("its pickle lacks a mark");
    }
    List<Object> above = values.subList(marks.pop(), values.size());
    Items items = new Items(new ArrayList<>(above));
    above.clear();
    return items;
  }

  /** Takes a few values. */
  Items pop(int count) throws IOException {
    Items items = Items.none();
    for (int i = 0; i < count; i++) {
      items.list().add(0, pop());
    }
    return items;
  }

  void memoize(long place) throws IOException {
    memo.put(place, top());
  }

  void memoize() throws IOException {
    memoize(memo.size());
  }

  void recall(long place) throws IOException {
    Object value = memo.get(place);
    if (value == null) {
      throw new IOException("its pickle comes back to a value that it never made");
    }
    push(value);
  }
}
