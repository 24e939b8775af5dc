package gemmalab.tokenizer.gemma;

import com.knuddels.jtokkit.api.IntArrayList;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable SourceFile source;

  /**
   * Takes the parts of a file.
   *
   * @param added of which those that the vocabulary lacks have the ids after it, in their order
   * @param prefix tokens before a prompt
   * @param endOfText the token between two texts
   */
  GemmaTokenizer(
      Vocabulary vocabulary,
      BytePairEncoding encoding,
      List<AddedToken> added,
      int[] prefix,
      int endOfText) {
    this(vocabulary, encoding, added, prefix, endOfText, null);
  }

  private GemmaTokenizer(
      Vocabulary vocabulary,
      BytePairEncoding encoding,
      List<AddedToken> added,
      int[] prefix,
      int endOfText,
      @Nullable SourceFile source) {
    this.vocabulary = vocabulary;
    this.encoding = encoding;
    this.added = List.copyOf(added);
    this.prefix = prefix.clone();
    beyond = added.stream().filter(token -> token.id() >= vocabulary.size()).toList();
    asWritten = new AddedTokens(added.stream().filter(token -> !token.normalized()).toList());
    normalized = new AddedTokens(added.stream().filter(AddedToken::normalized).toList());
    added.stream().filter(AddedToken::special).forEach(token -> specials.set(token.id()));
    this.endOfText = endOfText;
    this.source = source;
    OptionalInt endOfTurn = special(END_OF_TURN);
    stopIds =
        IntStream.concat(IntStream.of(endOfText), endOfTurn.stream())
            .boxed()
            .collect(Collectors.toUnmodifiableSet());
    hasTurnTokens = endOfTurn.isPresent() && special(START_OF_TURN).isPresent();
  }

  /** What a file of it says. */
  record Tables(
      Vocabulary vocabulary,
      BytePairEncoding encoding,
      List<AddedToken> added,
      List<Integer> prefix) {

    /** A token as the file has it. */
    String text(int id) {
      int after = id - vocabulary.size();
      return after < 0
          ? vocabulary.text(id)
          : added.stream()
              .filter(token -> token.id() == id)
              .map(AddedToken::content)
              .findFirst()
              .orElseThrow();
    }
  }

  /** The same, remembering its file. */
  GemmaTokenizer readFrom(SourceFile file) {
    return new GemmaTokenizer(vocabulary, encoding, added, prefix, endOfText, file);
  }

  /** The file that it was read from, if that is still the same. */
  public Optional<Path> file() {
    return source == null ? Optional.empty() : source.unchanged();
  }

  /**
   * Its tokens with scores, from which its merges follow; empty if no scores give them, as where a
   * token is never merged from two others that it could be.
   */
  public Optional<ScoredTokens> scored() {
    return new MergeScores(tables(), endOfText).tokens();
  }

  private Tables tables() {
    return new Tables(vocabulary, encoding, added, Arrays.stream(prefix).boxed().toList());
  }

  /** Writes it as a {@code tokenizer.json}. */
  public void writeJson(Writer writer) throws IOException {
    GemmaTokenizerJsonWriter.write(tables(), writer);
  }

  /** The token that ends a turn, if there is one. */
  public OptionalInt endOfTurn() {
    return special(END_OF_TURN);
  }

  /** Whether a token begins or ends a turn. */
  static boolean isTurnToken(String text) {
    return text.equals(START_OF_TURN) || text.equals(END_OF_TURN);
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
    return new GemmaTokenizer(vocabulary, encoding, kept, prefix, endOfText, source);
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
  public OptionalInt special(String name) {
    return added.stream()
        .filter(token -> token.special() && token.content().equals(name))
        .mapToInt(AddedToken::id)
        .findFirst();
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
