package gemmalab.data.stories;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one plot: which slots it has, and what the references in its template mean.
 *
 * <p>Phrases are read anew for every plot, since {@code {thing.play}} means something else where
 * the thing is a toy than where it is a pie.
 */
final class PlotReader {

  private static final Pattern TITLE = Pattern.compile("(\\S+)(?: \\((\\w+)\\))?");
  private static final String WITH = "with ";
  private static final List<String> PEOPLE = List.of("hero", "friend", "other");
  private static final String KIND = " kind";

  private final Words words;
  private final Map<String, Block> phrases;
  private final Map<String, Part> phraseParts = new HashMap<>();
  private final List<Slot> slots = new ArrayList<>();

  private PlotReader(Words words, Map<String, Block> phrases) {
    this.words = words;
    this.phrases = phrases;
  }

  /**
   * Reads a plot.
   *
   * @throws IllegalStateException if it asks for what is not there; names the place
   */
  static Plot read(Block block, Words words, Map<String, Block> phrases) {
    try {
      return new PlotReader(words, phrases).plot(block);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          block.file() + ", " + block.title() + ": " + e.getMessage(), e);
    }
  }

  private Plot plot(Block block) {
    Matcher title = TITLE.matcher(block.title());
    if (!title.matches()) {
      throw new IllegalArgumentException("neither a name nor a name and (who plays)");
    }
    PEOPLE.forEach(person -> addSlot(person, "names"));
    addSlot("grown", "grown-ups");
    PEOPLE.forEach(person -> addSlot(person + KIND, "animals"));
    addSlot("trait", "traits");
    List<String> body = new ArrayList<>(block.lines());
    if (!body.isEmpty() && body.get(0).startsWith(WITH)) {
      declareSlots(body.remove(0).substring(WITH.length()));
    }
    Part template = new Block(block.file(), block.title(), body).template(this::reference);
    String cast = title.group(2) == null ? "anyone" : title.group(2);
    return new Plot(
        title.group(1),
        Cast.valueOf(cast.toUpperCase(Locale.ROOT)),
        slots,
        slot("thing"),
        template);
  }

  /** {@code thing: toys, look: looks}. */
  private void declareSlots(String declarations) {
    Arrays.stream(declarations.split(",\\s*"))
        .map(declaration -> declaration.split(":\\s*", 2))
        .forEach(nameAndList -> addSlot(nameAndList[0], nameAndList[1]));
  }

  private void addSlot(String name, String list) {
    slots.add(new Slot(name, words.list(list), slots.size()));
  }

  private Part reference(String text) {
    String name = text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    Part part = lowerCase(name);
    return name.equals(text) ? part : new Part.Capital(part);
  }

  private Part lowerCase(String name) {
    if (name.equals("a")) {
      return new Part.Article();
    }
    Block phrase = phrases.get(name);
    if (phrase != null) {
      return phrase(phrase);
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? new Part.Noun(slot(name))
        : attribute(slot(name.substring(0, dot)), name.substring(dot + 1));
  }

  private Part phrase(Block phrase) {
    Part known = phraseParts.get(phrase.title());
    if (known == null) {
      known = phrase.template(this::reference);
      phraseParts.put(phrase.title(), known);
    }
    return known;
  }

  private Part attribute(Slot slot, String name) {
    if (name.equals("a")) {
      return new Part.Some(slot);
    }
    if (name.equals("kind")) {
      return new Part.Kind(slot, slot(slot.name() + KIND));
    }
    int own = slot.list().attributeNames().indexOf(name);
    if (own >= 0) {
      return new Part.Attribute(slot, own);
    }
    return Form.attribute(name)
        .map(attribute -> new Part.Pronoun(slot, attribute))
        .orElseThrow(() -> new IllegalArgumentException("{" + slot.name() + "} has no " + name));
  }

  private Slot slot(String name) {
    return slots.stream()
        .filter(slot -> slot.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("neither slot nor phrase: " + name));
  }
}
