package gemmalab.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an enum has that people choose from: a name on the command line and in files. */
public interface Choice {

  /** The enum's own. */
  String name();

  /** What people write: the enum's name in small letters, unless it says otherwise. */
  default String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a choice by its label.
   *
   * @param fault key of the sentence for an unknown one, with its name and all labels
   * @throws GemmaException if there is none
   */
  static <C extends Choice> C named(String label, C[] all, String fault) {
    return find(label, all).orElseThrow(() -> new GemmaException(fault, label, labels(all)));
  }

  /** A choice by its label. */
  static <C extends Choice> Optional<C> find(String label, C[] all) {
    return Arrays.stream(all).filter(choice -> choice.label().equals(label)).findFirst();
  }

  /** All labels, for a sentence. */
  static String labels(Choice[] all) {
    return Arrays.stream(all).map(Choice::label).collect(Collectors.joining(", "));
  }
}
