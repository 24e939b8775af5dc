package gemmalab.ui.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.text.Language;
import gemmalab.ui.common.Texts;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The glossary by keyboard and mouse, beside a screen that is a field. */
@ExtendWith(ApplicationExtension.class)
class GlossaryViewTest {

  private final Texts texts = new Texts(Language.ENGLISH);
  private GlossaryView glossary;
  private TextField screen;

  @Start
  void open(Stage stage) {
    glossary = new GlossaryView(new GlossaryViewModel(texts), texts);
    screen = new TextField();
    stage.setScene(new Scene(new HBox(screen, glossary.button(), glossary), 900, 700));
    stage.show();
    screen.requestFocus();
  }

  @Test
  void theKeyOpensItAtItsSearchAndEscapeGivesTheFocusBack(FxRobot robot) {
    robot.push(KeyCode.F1);
    assertThat(glossary.isVisible()).isTrue();
    assertThat(focused()).isEqualTo("glossary-search");

    robot.push(KeyCode.ESCAPE);
    assertThat(glossary.isVisible()).isFalse();
    assertThat(screen.isFocused()).isTrue();
  }

  @Test
  void aTermIsFoundAndShownByKeyboardAlone(FxRobot robot) {
    robot.push(KeyCode.F1);
    robot.write("nucleus");
    assertThat(definition(robot)).startsWith("Keeps the smallest set");

    robot.eraseText(7);
    robot.push(KeyCode.DOWN);
    assertThat(focused()).isEqualTo("glossary-terms");
    robot.push(KeyCode.DOWN);
    assertThat(glossary.viewModel().term().get().id()).isEqualTo("min_p");

    robot.push(KeyCode.TAB);
    assertThat(focused()).isEqualTo("glossary-definition");
    assertThat(robot.lookup("#glossary-definition").query().getAccessibleText())
        .startsWith("Min-p: Keeps the tokens");
  }

  @Test
  void aClickOnARelatedTermShowsIt(FxRobot robot) {
    robot.clickOn("#glossary-button");
    robot.interact(() -> glossary.viewModel().show("qk_norm"));
    robot.clickOn("#see-rms_norm");
    assertThat(definition(robot)).startsWith("Divides a vector by its root mean square");
    assertThat(terms(robot).getSelectionModel().getSelectedItem().getValue().name())
        .isEqualTo("RMSNorm");
  }

  @Test
  void groupsAreNoTerms(FxRobot robot) {
    robot.interact(() -> glossary.viewModel().show("prompt"));
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> terms(robot).getSelectionModel().selectNext()); // the group of models
    assertThat(glossary.viewModel().term().get().id()).isEqualTo("prompt");
    robot.interact(() -> terms(robot).getSelectionModel().selectNext());
    assertThat(glossary.viewModel().term().get().id()).isEqualTo("parameters");
  }

  @Test
  void itIsNamedInBothLanguages(FxRobot robot) {
    Node button = robot.lookup("#glossary-button").query();
    assertThat(button.getAccessibleText()).isEqualTo("Glossary (F1)");
    robot.interact(() -> texts.language().set(Language.JAPANESE));
    assertThat(button.getAccessibleText()).isEqualTo("用語集（F1）");
    robot.clickOn(button);
    assertThat(terms(robot).getAccessibleText()).isEqualTo("用語");
    assertThat(definition(robot)).startsWith("モデルがテキストを");
  }

  private String focused() {
    WaitForAsyncUtils.waitForFxEvents();
    return Objects.requireNonNull(glossary.getScene().getFocusOwner()).getId();
  }

  private static String definition(FxRobot robot) {
    WaitForAsyncUtils.waitForFxEvents();
    return robot.lookup("#glossary-definition").queryAs(Label.class).getText();
  }

  @SuppressWarnings("unchecked")
  private static TreeView<TermTree.Row> terms(FxRobot robot) {
    return robot.lookup("#glossary-terms").queryAs(TreeView.class);
  }
}
