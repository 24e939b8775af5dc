package gemmalab.generate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stories and their branches: a story begins with a prompt, and each node has one child per token
 * that was tried there.
 *
 * <pre>
 * "Once upon a time" - there - was - a - cat - ...
 *                                    \ one - day - ...
 * </pre>
 */
public final class StoryTree {

  private final List<StoryNode> stories = new ArrayList<>();

  /** A token of a story, or its prompt at the root. */
  public static final class StoryNode {
    private final @Nullable StoryNode before;
    private final String prompt;
    private @Nullable GeneratedToken token;
    private final List<StoryNode> next = new ArrayList<>();
    private int newest; // of the next ones, the one that was walked last

    private StoryNode(@Nullable StoryNode before, String prompt, @Nullable GeneratedToken token) {
      this.before = before;
      this.prompt = prompt;
      this.token = token;
    }

    /** The prompt of the story. */
    public String prompt() {
      return prompt;
    }

    /** The token; null at the root. */
    public @Nullable GeneratedToken token() {
      return token;
    }

    /** The parent; null at the root. */
    public @Nullable StoryNode before() {
      return before;
    }

    /** The tokens tried after this one. */
    public List<StoryNode> next() {
      return Collections.unmodifiableList(next);
    }

    /** The nodes from the root to this one, without the root. */
    public List<StoryNode> path() {
      Deque<StoryNode> path = new ArrayDeque<>();
      for (StoryNode place = this; place.before != null; place = place.before) {
        path.addFirst(place);
      }
      return List.copyOf(path);
    }

    /** The tokens of the path. */
    public List<GeneratedToken> tokens() {
      List<GeneratedToken> tokens = new ArrayList<>();
      for (StoryNode place : path()) {
        if (place.token != null) {
          tokens.add(place.token);
        }
      }
      return tokens;
    }

    /** The ids of the path. */
    public List<Integer> ids() {
      return tokens().stream().map(GeneratedToken::id).toList();
    }

    /** Prompt and generated text. */
    public String text() {
      StringBuilder text = new StringBuilder(prompt);
      tokens().forEach(each -> text.append(each.text()));
      return text.toString();
    }

    /** The end of the branch visited last from here. */
    public StoryNode leaf() {
      StoryNode place = this;
      while (!place.next.isEmpty()) {
        place = place.next.get(Math.min(place.newest, place.next.size() - 1));
      }
      return place;
    }

    /** The next fork or end: the nodes up to it share a row in the list of branches. */
    public StoryNode endOfRun() {
      StoryNode place = this;
      while (place.next.size() == 1) {
        place = place.next.get(0);
      }
      return place;
    }

    private void walk() {
      for (StoryNode place = this; place.before != null; place = place.before) {
        place.before.newest = place.before.next.indexOf(place);
      }
    }
  }

  /** A deleted node and its index among its siblings. */
  public record Cutting(StoryNode place, int index) {}

  /** The roots of all stories, oldest first. */
  public List<StoryNode> stories() {
    return Collections.unmodifiableList(stories);
  }

  /** Starts a story, or returns to the one with this prompt. */
  public StoryNode begin(String prompt) {
    return stories.stream()
        .filter(story -> story.prompt.equals(prompt))
        .findFirst()
        .orElseGet(
            () -> {
              StoryNode story = new StoryNode(null, prompt, null);
              stories.add(story);
              return story;
            });
  }

  /** Appends a token to a node; if it is there already, it is visited again. */
  public StoryNode append(StoryNode place, GeneratedToken token) {
    StoryNode next =
        place.next.stream()
            .filter(other -> other.token != null && other.token.id() == token.id())
            .findFirst()
            .orElseGet(
                () -> {
                  StoryNode added = new StoryNode(place, place.prompt, token);
                  place.next.add(added);
                  return added;
                });
    next.token = token; // the weights may have changed since
    place.newest = place.next.indexOf(next);
    return next;
  }

  /**
   * Replaces the token of a node; the old one stays as a branch.
   *
   * @return the new node, the end of a branch
   */
  public StoryNode branch(StoryNode place, GeneratedToken other) {
    if (place.before == null) {
      throw new IllegalArgumentException("a story's beginning is no token");
    }
    return append(place.before, other);
  }

  /** Makes a node part of the branch that {@link StoryNode#leaf} follows. */
  public StoryNode walk(StoryNode place) {
    place.walk();
    return place;
  }

  /** Deletes a node and everything after it. */
  public Cutting delete(StoryNode place) {
    List<StoryNode> among = place.before == null ? stories : place.before.next;
    int index = among.indexOf(place);
    among.remove(place);
    return new Cutting(place, index);
  }

  /** Restores what was deleted. */
  public void restore(Cutting cutting) {
    StoryNode place = cutting.place();
    List<StoryNode> among = place.before == null ? stories : place.before.next;
    if (!among.contains(place)) {
      among.add(Math.min(cutting.index(), among.size()), place);
      place.walk();
    }
  }
}
