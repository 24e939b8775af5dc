package gemmalab.ui.architecture;

import gemmalab.app.ActivationReader;
import gemmalab.app.OpenModel;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.stage.Attribution;
import gemmalab.inspect.stage.Prediction;
import gemmalab.ui.common.LatestAnswer;
import gemmalab.ui.common.UiThread;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** From which parts of the model the next word of the chosen token came. */
public final class AttributionModel {

  private final ActivationReader reader;
  private final DiagramReading reading;
  private final DiagramSelection selection;
  private final LatestAnswer answers;
  private final ReadOnlyObjectWrapper<@Nullable Found> found = new ReadOnlyObjectWrapper<>();
  private @Nullable DiagramValues asked;
  private int askedToken;

  /** The word and the sum that its logit is. */
  public record Found(Prediction word, Attribution attribution) {}

  public AttributionModel(
      ActivationReader reader, DiagramReading reading, DiagramSelection selection, UiThread ui) {
    this.reader = reader;
    this.reading = reading;
    this.selection = selection;
    answers = new LatestAnswer(ui);
    reading.values().addListener((o, old, now) -> ask());
    selection.selected().addListener((o, old, now) -> ask());
  }

  /** What was found for the chosen token; null while there is nothing. */
  public ReadOnlyObjectProperty<@Nullable Found> found() {
    return found.getReadOnlyProperty();
  }

  private void ask() {
    DiagramValues values = reading.values().get();
    OpenModel model = reading.model();
    int token = selection.selected().get().token();
    boolean known = values == asked && token == askedToken;
    if (known || model == null || values == null || token >= values.activations().length()) {
      return;
    }
    asked = values;
    askedToken = token;
    Prediction word = values.activations().next(token);
    answers.await(
        reader.attribution(model, values.activations(), token, word.id()),
        sum -> found.set(new Found(word, sum)),
        fault -> found.set(null));
  }
}
