package gemmalab.data.stories;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story in the making: its text so far, and the words that its slots have taken.
 *
 * <p>A slot takes its word when the text first speaks of it, never before. So every choice shows in
 * the text, and the probabilities of all choices multiply to that of the text.
 */
final class Draft {

  private static final int USUAL_LENGTH = 1_000;
  private static final int NONE = -1;
  private static final Odds CHILDREN_OR_ANIMALS = Odds.even(2);

  private final Plot plot;
  private final Chooser chooser;
  private final StringBuilder text = new StringBuilder(USUAL_LENGTH);
  private final @Nullable Word[] words;
  private @Nullable Boolean animals;
  private String pendingBreak = "";
  private int articleEnd = NONE;
  private boolean capital;
  private double nats;

  Draft(Plot plot, Chooser chooser, double nats) {
    this.plot = plot;
    this.chooser = chooser;
    this.nats = nats;
    words = new Word[plot.slots().size()];
  }

  /** Writes the whole story. */
  Story write() {
    plot.body().write(this);
    return new Story(text(), characters(), word(plot.thing()).text(), nats);
  }

  Plot plot() {
    return plot;
  }

  /** The text so far. */
  String text() {
    return text.toString();
  }

  private List<String> characters() {
    List<String> names = new ArrayList<>();
    WordList all = plot.slots().get(0).list();
    for (Slot slot : plot.slots()) {
      Word word = words[slot.index()];
      if (slot.list() == all && word != null) {
        names.add(word.text());
      }
    }
    return names;
  }

  int choose(Odds odds) {
    int option = chooser.choose(odds);
    nats += odds.nats(option);
    return option;
  }

  /** The word in a slot; no word is taken twice in a story. */
  Word word(Slot slot) {
    Word word = words[slot.index()];
    if (word == null) {
      word = freeWord(slot.list());
      words[slot.index()] = word;
    }
    return word;
  }

  private Word freeWord(WordList list) {
    boolean[] taken = new boolean[list.words().size()];
    int free = taken.length;
    for (Word word : words) {
      int index = word == null ? -1 : list.indexOf(word.text());
      if (index >= 0) {
        taken[index] = true;
        free--;
      }
    }
    return list.words().get(freeIndex(taken, choose(list.oddsAmong(free))));
  }

  /** Where the free place stands that has so many free ones before it. */
  private static int freeIndex(boolean[] taken, int freeBefore) {
    int index = 0;
    for (int left = freeBefore; taken[index] || left > 0; index++) {
      left -= taken[index] ? 0 : 1;
    }
    return index;
  }

  /** Whether the named characters are animals. */
  boolean animals() {
    if (animals == null) {
      animals =
          plot.cast() == Cast.ANIMALS
              || (plot.cast() == Cast.ANYONE && choose(CHILDREN_OR_ANIMALS) == 1);
    }
    return animals;
  }

  void breakWith(String mark) {
    if (mark.length() > pendingBreak.length()) {
      pendingBreak = mark;
    }
  }

  void capitalizeNext() {
    capital = true;
  }

  void append(String words) {
    if (words.isEmpty()) {
      return;
    }
    writePendingBreak();
    int start = text.length();
    text.append(words);
    if (capital) {
      text.setCharAt(start, Character.toUpperCase(text.charAt(start)));
      capital = false;
    }
    settleArticle();
  }

  private void writePendingBreak() {
    if (!pendingBreak.isEmpty()) {
      if (!text.isEmpty()) {
        text.append(pendingBreak);
      }
      pendingBreak = "";
    }
  }

  /** Writes "a"; it becomes "an" once the first letter of the next word is there. */
  void article() {
    append("a");
    articleEnd = text.length();
  }

  private void settleArticle() {
    if (articleEnd != NONE && text.length() > articleEnd + 1) {
      if ("aeiou".indexOf(text.charAt(articleEnd + 1)) >= 0) {
        text.insert(articleEnd, 'n');
      }
      articleEnd = NONE;
    }
  }
}
