package gemmalab.data.stories;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Finds every way in which the grammar could have made a text, by trying all choices. */
final class Derivations {

  private static final Pattern ARTICLE_AT_END = Pattern.compile("\\b[aA] ?$");

  private final StoryGrammar grammar;
  private final String text;
  private final List<Double> nats = new ArrayList<>();

  private Derivations(StoryGrammar grammar, String text) {
    this.grammar = grammar;
    this.text = text;
  }

  /** The information of each way; none if the grammar cannot make this text. */
  static List<Double> nats(StoryGrammar grammar, String text) {
    Derivations derivations = new Derivations(grammar, text);
    for (int plot = 0; plot < grammar.plots().size(); plot++) {
      derivations.search(new int[] {plot});
    }
    return derivations.nats;
  }

  private void search(int[] choices) {
    Draft draft = grammar.begin(new Replay(choices));
    try {
      Story story = draft.write();
      if (story.text().equals(text)) {
        nats.add(story.informationNats());
      }
    } catch (OutOfChoices end) {
      if (text.startsWith(withoutArticle(draft.text()))) {
        for (int option = 0; option < end.next.options(); option++) {
          int[] longer = Arrays.copyOf(choices, choices.length + 1);
          longer[choices.length] = option;
          search(longer);
        }
      }
    }
  }

  /** An article at the end may still become "an". */
  private static String withoutArticle(String start) {
    return ARTICLE_AT_END.matcher(start).replaceFirst("");
  }

  /** Makes given choices, then stops. */
  private static final class Replay implements Chooser {
    private final int[] choices;
    private int made;

    Replay(int[] choices) {
      this.choices = choices;
    }

    @Override
    public int choose(Odds odds) {
      if (made == choices.length) {
        throw new OutOfChoices(odds);
      }
      return choices[made++];
    }
  }

  private static final class OutOfChoices extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Odds next;

    OutOfChoices(Odds next) {
      super(null, null, false, false);
      this.next = next;
    }
  }
}
