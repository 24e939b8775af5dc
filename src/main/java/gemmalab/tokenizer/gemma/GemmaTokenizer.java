package gemmalab.tokenizer.gemma;

import com.knuddels.jtokkit.api.IntArrayList;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gemma's tokenizer. A space is {@code ▁} in its tokens:
 *
 * <pre>
 *   "The  quay"  ->  "The" "▁▁" "qu" "ay"
 * </pre>
 *
 * <p>It never changes, so threads can share it.
 */
public final class GemmaTokenizer implements Tokenizer {

  static final char SPACE = '▁';
  static final String END_OF_TEXT = "<eos>";
  static final String START_OF_TURN = "<start_of_turn>";
  static final String END_OF_TURN = "<end_of_turn>";

  private static final Pattern BYTE = Pattern.compile("<0x([0-9A-Fa-f]{2})>");
  private static final int HEXADECIMAL = 16;

  private final Vocabulary vocabulary;
  private final BytePairEncoding encoding;
  private final List<AddedToken> added;
  private final List<AddedToken> beyond; // those that the vocabulary lacks; their ids go on from it
  private final AddedTokens asWritten;
  private final AddedTokens normalized;
  private final BitSet specials = new BitSet(); // by id
  private final int[] prefix;
  private final int endOfText;
  private final Set<Integer> stopIds;
  private final boolean hasTurnTokens;

  /**
   * Takes the parts of a file.
   *
   * @param added of which those that the vocabulary lacks have the ids after it, in their order
   * @param prefix tokens before a prompt
   */
  GemmaTokenizer(
      Vocabulary vocabulary, BytePairEncoding encoding, List<AddedToken> added, int[] prefix) {
    this.vocabulary = vocabulary;
    this.encoding = encoding;
    this.added = List.copyOf(added);
    this.prefix = prefix.clone();
    beyond = added.stream().filter(token -> token.id() >= vocabulary.size()).toList();
    asWritten = new AddedTokens(added.stream().filter(token -> !token.normalized()).toList());
    normalized = new AddedTokens(added.stream().filter(AddedToken::normalized).toList());
    added.stream().filter(AddedToken::special).forEach(token -> specials.set(token.id()));
    endOfText = vocabulary.find(END_OF_TEXT);
    List<Integer> endOfTurn = specials(END_OF_TURN);
    stopIds =
        Stream.concat(Stream.of(endOfText), endOfTurn.stream())
            .collect(Collectors.toUnmodifiableSet());
    hasTurnTokens = !endOfTurn.isEmpty() && !specials(START_OF_TURN).isEmpty();
  }

  /**
   * The same for a model with so many rows. Gemma's file has one token more than its text models,
   * for pictures: its name is plain text to them.
   *
   * @throws GemmaException if the model lacks rows for tokens that texts are made of
   */
  public GemmaTokenizer within(int rows) {
    if (vocabulary.size() > rows) {
      throw new GemmaException("error.tokenizer.none", rows, size());
    }
    List<AddedToken> kept = added.stream().filter(token -> token.id() < rows).toList();
    return new GemmaTokenizer(vocabulary, encoding, kept, prefix);
  }

  @Override
  public int[] encode(String text) {
    return encode(text, token -> !token.special(), new int[0]);
  }

  /**
   * Encodes what a model is to go on with, as Hugging Face does: {@code <bos>} comes first, and the
   * name of a special token is that token.
   */
  @Override
  public int[] encodePrompt(String text) {
    return encode(text, token -> true, prefix);
  }

  private int[] encode(String text, Predicate<AddedToken> taken, int[] first) {
    IntArrayList ids = new IntArrayList(first.length + text.length());
    for (int id : first) {
      ids.add(id);
    }
    asWritten.split(
        text,
        taken,
        token -> ids.add(token.id()),
        piece ->
            normalized.split(
                piece.replace(' ', SPACE),
                taken,
                token -> ids.add(token.id()),
                word -> encoding.encode(word, ids)));
    return ids.toArray();
  }

  @Override
  public byte[] bytes(int id) {
    if (id < 0 || id >= size()) {
      throw new GemmaException("error.token.unknown", id, size());
    }
    int after = id - vocabulary.size();
    String text = after < 0 ? vocabulary.text(id) : beyond.get(after).content();
    Matcher single = BYTE.matcher(text);
    return single.matches()
        ? new byte[] {(byte) Integer.parseInt(single.group(1), HEXADECIMAL)}
        : text.replace(SPACE, ' ').getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int size() {
    return vocabulary.size() + beyond.size();
  }

  @Override
  public int endOfText() {
    return endOfText;
  }

  /** The special token of a name, if there is one. */
  private List<Integer> specials(String name) {
    return added.stream()
        .filter(token -> token.special() && token.content().equals(name))
        .map(AddedToken::id)
        .toList();
  }

  @Override
  public OptionalInt beginningOfText() {
    return prefix.length == 0 ? OptionalInt.empty() : OptionalInt.of(prefix[0]);
  }

  @Override
  public Set<Integer> stopIds() {
    return stopIds;
  }

  @Override
  public boolean hasTurnTokens() {
    return hasTurnTokens;
  }

  @Override
  public boolean isSpecial(int id) {
    return specials.get(id);
  }
}
