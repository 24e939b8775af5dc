package gemmalab.ui.training;

import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.app.RunSummary;
import gemmalab.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Side;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** Goes on with one of the runs that were stopped or broke off; gone while there is none. */
final class ResumeMenu extends StackPane {

  private static final int MOST_RUNS = 8;

  private final TrainingViewModel viewModel;
  private final Texts texts;
  private final MenuButton menu = new MenuButton(null, new FontIcon("mdi2p-play-circle-outline"));

  ResumeMenu(TrainingViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
    menu.setId("go-on");
    menu.textProperty().bind(texts.text("ui.training.goOn"));
    menu.setMaxWidth(Double.MAX_VALUE);
    menu.setPopupSide(Side.TOP); // it stands at the foot of the window
    viewModel.unfinished().addListener((ListChangeListener<RunSummary>) change -> list());
    texts.language().addListener((o, old, now) -> list());
    list();
    getChildren().add(menu);
    shownWhen(
        this,
        Bindings.createBooleanBinding(
            () -> !viewModel.unfinished().isEmpty() && !viewModel.state().get().isAtWork(),
            viewModel.unfinished(),
            viewModel.state()));
  }

  private void list() {
    menu.getItems()
        .setAll(viewModel.unfinished().stream().limit(MOST_RUNS).map(this::item).toList());
  }

  private MenuItem item(RunSummary run) {
    MenuItem item =
        new MenuItem(
            texts.format(
                "ui.training.goOn.run",
                run.folder().getFileName(),
                run.steps(),
                run.config().schedule().totalSteps()));
    item.setMnemonicParsing(false); // a name may hold an underscore
    item.setOnAction(event -> viewModel.resume(run));
    return item;
  }
}
