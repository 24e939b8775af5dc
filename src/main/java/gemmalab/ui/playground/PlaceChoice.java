package gemmalab.ui.playground;

import gemmalab.app.ModelWriter;
import gemmalab.app.OpenModel;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.UiThread;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The choice at a place of a story: from what the model said while it wrote, or, where that is not
 * kept any more, by asking it again.
 */
final class PlaceChoice {

  private final ModelWriter service;
  private final ModelChoice model;
  private final UiThread ui;
  private final ChoiceViewModel choice = new ChoiceViewModel();
  private final KeptLogits kept = new KeptLogits();
  private @Nullable StoryNode shown;
  private @Nullable StoryNode before;

  PlaceChoice(ModelWriter service, ModelChoice model, UiThread ui) {
    this.service = service;
    this.model = model;
    this.ui = ui;
  }

  ChoiceViewModel choice() {
    return choice;
  }

  /** The place whose token stands in the story already; null for a token to come. */
  @Nullable StoryNode shown() {
    return shown;
  }

  /** Remembers what the model said behind a place. */
  void keep(StoryNode place, float[] logits) {
    kept.keep(place, logits);
  }

  /** Forgets what another model said. */
  void forget() {
    kept.clear();
  }

  /** Shows the choice that was made at a place. */
  void showAt(StoryNode place) {
    show(place, Objects.requireNonNull(place.before()));
  }

  /** Shows the choice of the token to come. */
  void showAfter(StoryNode leaf) {
    show(null, leaf);
  }

  private void show(@Nullable StoryNode place, StoryNode behind) {
    shown = place;
    before = behind;
    float[] logits = kept.behind(behind);
    OpenModel open = model.model().get();
    if (open != null && logits != null) {
      Integer taken = place == null || place.token() == null ? null : (Integer) place.token().id();
      int[] text = service.reads(open, behind.prompt(), behind.ids());
      choice.show(logits, text, taken, id -> service.label(open, id));
    } else {
      choice.clear();
      if (open != null) {
        ask(open, behind);
      }
    }
  }

  private void ask(OpenModel open, StoryNode behind) {
    int[] text;
    try {
      text = service.reads(open, behind.prompt(), behind.ids());
    } catch (GemmaException tooLong) {
      return; // the prompt's count says so
    }
    ui.run(
        service.next(open, text),
        logits -> answer(open, behind, logits),
        fault -> {}); // no bars; writing will say what is wrong
  }

  private void answer(OpenModel asked, StoryNode behind, float[] logits) {
    if (asked == model.model().get()) {
      kept.keep(behind, logits);
      if (before == behind) {
        show(shown, behind);
      }
    }
  }
}
