package gemmalab.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The terms of the field, explained for students. The one source of the glossary in the window and
 * of the pages in the documentation: {@code glossary.properties}, in the order of that file.
 */
public final class Glossary {

  private static final String FILE = "glossary";

  private final List<GlossaryGroup> groups;

  private Glossary(List<GlossaryGroup> groups) {
    this.groups = List.copyOf(groups);
  }

  /** The glossary in a language. */
  public static Glossary of(Language language) {
    Map<String, String> english = read(FILE + ".properties");
    String translated = FILE + "_" + language.locale().getLanguage() + ".properties";
    Map<String, String> texts = language == Language.ENGLISH ? english : read(translated);
    return new Glossary(groups(english, texts));
  }

  public List<GlossaryGroup> groups() {
    return groups;
  }

  /** All terms, group by group. */
  public Stream<GlossaryTerm> terms() {
    return groups.stream().flatMap(group -> group.terms().stream());
  }

  /** A term by its id. */
  public Optional<GlossaryTerm> term(String id) {
    return terms().filter(term -> term.id().equals(id)).findFirst();
  }

  /** The terms whose names contain a text, group by group; groups without one are left out. */
  public List<GlossaryGroup> named(String text) {
    String sought = plain(text);
    return groups.stream()
        .map(
            group ->
                new GlossaryGroup(
                    group.id(),
                    group.name(),
                    group.terms().stream().filter(term -> isNamed(term, sought)).toList()))
        .filter(group -> !group.terms().isEmpty())
        .toList();
  }

  /** The terms whose definitions contain a text, but not their names. */
  public List<GlossaryTerm> mentioning(String text) {
    String sought = plain(text);
    return terms()
        .filter(term -> !isNamed(term, sought) && plain(term.definition()).contains(sought))
        .toList();
  }

  private static boolean isNamed(GlossaryTerm term, String sought) {
    return plain(term.term()).contains(sought) || plain(term.english()).contains(sought);
  }

  /** Without what people write differently: capitals, hyphens, full-width letters. */
  private static String plain(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replace('-', ' ')
        .replace('_', ' ');
  }

  private static List<GlossaryGroup> groups(
      Map<String, String> english, Map<String, String> texts) {
    Map<String, List<GlossaryTerm>> terms = new LinkedHashMap<>();
    for (String key : english.keySet()) {
      String[] words = key.split("\\.", -1);
      List<GlossaryTerm> group = terms.computeIfAbsent(words[0], id -> new ArrayList<>());
      if (words.length == 2) {
        group.add(term(words[0], words[1], english, texts));
      }
    }
    return terms.entrySet().stream()
        .map(
            group ->
                new GlossaryGroup(group.getKey(), text(texts, group.getKey()), group.getValue()))
        .toList();
  }

  private static GlossaryTerm term(
      String group, String id, Map<String, String> english, Map<String, String> texts) {
    String key = group + "." + id;
    String see = english.getOrDefault(key + ".see", "");
    return new GlossaryTerm(
        id,
        group,
        text(texts, key),
        text(english, key),
        text(texts, key + ".text"),
        english.getOrDefault(key + ".formula", ""),
        see.isEmpty() ? List.of() : List.of(see.split(" ", -1)));
  }

  private static String text(Map<String, String> texts, String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalStateException("The glossary lacks " + key);
    }
    return text;
  }

  /** Properties in the order of their file, which {@link Properties} itself does not keep. */
  private static Map<String, String> read(String file) {
    Map<String, String> inOrder = new LinkedHashMap<>();
    Properties properties =
        new Properties() {
          @Override
          public synchronized Object put(Object key, Object value) {
            inOrder.put(key.toString(), value.toString());
            return super.put(key, value);
          }
        };
    try (InputStream bytes = Glossary.class.getResourceAsStream(file)) {
      if (bytes == null) {
        throw new IllegalStateException(file + " is missing from the class path");
      }
      Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8);
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return inOrder;
  }
}
