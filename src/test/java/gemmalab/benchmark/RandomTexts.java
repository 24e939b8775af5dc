package gemmalab.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Texts of what tokenizers disagree on: scripts of the whole of Unicode, words, code, runs of white
 * space, emoji, combining characters, names of special tokens. Run in the repository; each run
 * gives the same texts.
 */
final class RandomTexts {

  private static final int MOST_PIECES = 8;

  /** First and last characters of scripts and of what is easily got wrong. */
  private static final int[][] RANGES = {
    {0x00, 0x7F},
    {0x80, 0xFF},
    {0x100, 0x24F},
    {0x370, 0x3FF},
    {0x400, 0x52F},
    {0x590, 0x5FF},
    {0x600, 0x6FF},
    {0x900, 0x97F},
    {0x980, 0x9FF},
    {0xB80, 0xBFF},
    {0xE00, 0xE7F},
    {0xF00, 0xFFF},
    {0x10A0, 0x10FF},
    {0x1200, 0x137F},
    {0x13A0, 0x13FF},
    {0x1780, 0x17FF},
    {0x1800, 0x18AF},
    {0x1E00, 0x1EFF},
    {0x2000, 0x206F},
    {0x2190, 0x22FF},
    {0x2500, 0x25FF},
    {0x3000, 0x30FF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xE000, 0xE0FF},
    {0xFB00, 0xFDFF},
    {0xFE00, 0xFE0F},
    {0xFF00, 0xFFFF},
    {0x10330, 0x1034F},
    {0x12000, 0x123FF},
    {0x1D400, 0x1D7FF},
    {0x1F300, 0x1FAFF},
    {0x20000, 0x2A6DF},
    {0xE0000, 0xE01EF},
    {0xE000, 0x10FFFF}
  };

  private static final List<String> MARKS =
      List.of(
          "<bos>",
          "<eos>",
          "<pad>",
          "<unk>",
          "<mask>",
          "<start_of_turn>",
          "<end_of_turn>",
          "<start_of_image>",
          "<image_soft_token>",
          "[multimodal]",
          "<unused0>",
          "<unused99>",
          "<unused6241>",
          "<0x0A>",
          "<0xFF>",
          "<0x0a>",
          "<bos",
          "<<eos>>",
          "</h1>",
          "<table>",
          "<strong>",
          "</code>",
          "▁",
          "▁▁▁",
          "<|endoftext|>",
          "user\n",
          "model\n");

  private static final List<String> EMOJI =
      List.of(
          "😀",
          "👍🏽",
          "👩‍👩‍👧‍👦",
          "🇯🇵",
          "🇩🇪🇫🇷",
          "❤️",
          "☕",
          "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
          "1️⃣",
          "🧑🏿‍🚀",
          "🫠",
          "™️");

  private static final List<String> BLANKS =
      List.of(" ", "\n", "\t", "\r\n", "\u00A0", "\u3000", "\u200B", "\uFEFF", "\r");

  private final SplittableRandom random = new SplittableRandom(15);
  private final List<String> words;
  private final List<String> code;

  RandomTexts() throws IOException {
    words = List.of(Files.readString(Path.of("assets/stories.txt")).split("(?<=\\s)"));
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      code = sources.filter(Files::isRegularFile).sorted().flatMap(RandomTexts::lines).toList();
    }
  }

  private static Stream<String> lines(Path source) {
    try {
      return Files.readAllLines(source).stream().map(line -> line + "\n");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String next() {
    StringBuilder text = new StringBuilder();
    for (int left = 1 + random.nextInt(MOST_PIECES); left > 0; left--) {
      addPiece(text);
      text.append(" ".repeat(random.nextInt(2)));
    }
    return text.toString();
  }

  private void addPiece(StringBuilder text) {
    switch (random.nextInt(8)) {
      case 0 -> repeat(6, text, this::anyCharacter);
      case 1 -> script(text);
      case 2 -> story(text);
      case 3 -> text.append(of(code));
      case 4 -> text.append(of(BLANKS).repeat(1 + random.nextInt(40)));
      case 5 -> repeat(3, text, () -> of(EMOJI));
      case 6 -> repeat(5, text, () -> letter() + mark() + (random.nextBoolean() ? mark() : ""));
      default -> repeat(2, text, () -> of(MARKS));
    }
  }

  private interface Source {
    String next();
  }

  private void repeat(int most, StringBuilder text, Source source) {
    for (int left = 1 + random.nextInt(most); left > 0; left--) {
      text.append(source.next());
    }
  }

  private void script(StringBuilder text) {
    int[] range = RANGES[random.nextInt(RANGES.length)];
    repeat(12, text, () -> character(range));
  }

  private void story(StringBuilder text) {
    int from = random.nextInt(words.size() - 12);
    words.subList(from, from + 1 + random.nextInt(12)).forEach(text::append);
  }

  private String anyCharacter() {
    return character(RANGES[random.nextInt(RANGES.length)]);
  }

  private String character(int[] range) {
    return Character.toString(range[0] + random.nextInt(range[1] - range[0] + 1));
  }

  private String letter() {
    return Character.toString('A' + random.nextInt(58));
  }

  private String mark() {
    return Character.toString(0x300 + random.nextInt(0x70));
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
