package gemmalab.app;

import gemmalab.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Texts of numbers, each of them a token: "3 14 15" for the ids of a reference. */
record NumberTokenizer(int size) implements Tokenizer {

  static String text(int... ids) {
    return Arrays.stream(ids).mapToObj(String::valueOf).collect(Collectors.joining(" "));
  }

  @Override
  public int[] encode(String text) {
    return text.isBlank()
        ? new int[0]
        : Arrays.stream(text.strip().split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  @Override
  public byte[] bytes(int id) {
    return (id + " ").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int endOfText() {
    return 1;
  }
}
