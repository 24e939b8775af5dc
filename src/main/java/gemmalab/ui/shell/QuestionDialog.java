package gemmalab.ui.shell;

import gemmalab.ui.common.Texts;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.Alert.AlertType;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** A question in a window of its own. */
public final class QuestionDialog implements Questions {

  private final Texts texts;
  private final Supplier<@Nullable Window> owner;

  /**
   * Asks nothing yet.
   *
   * @param owner the window that waits for the answer
   */
  public QuestionDialog(Texts texts, Supplier<@Nullable Window> owner) {
    this.texts = texts;
    this.owner = owner;
  }

  @Override
  public void ask(Question question, Runnable yes) {
    ButtonType accept = new ButtonType(texts.format(question.key() + ".yes"), ButtonData.OK_DONE);
    ButtonType refuse =
        new ButtonType(texts.format(question.key() + ".no"), ButtonData.CANCEL_CLOSE);
    Alert alert = new Alert(AlertType.CONFIRMATION, "", refuse, accept);
    alert.initOwner(owner.get());
    alert.setTitle("Gemma Lab");
    alert.setHeaderText(texts.format(question.key() + ".title"));
    alert.setContentText(texts.format(question.key() + ".text", question.values().toArray()));
    alert.getDialogPane().setId("question");
    alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
    alert.showAndWait().filter(accept::equals).ifPresent(answer -> yes.run());
  }
}
