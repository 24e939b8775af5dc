package gemmalab.ui.export;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.checkpoint.export.ExportNote;
import gemmalab.ui.common.Controls;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.export.ExportViewModel.Exported;
import gemmalab.ui.shell.FilePicker;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says that the model was written, and shows where. */
public final class ExportedNote extends VBox {

  private static final double WIDTH = 400;

  private final ExportViewModel viewModel;
  private final Texts texts;

  public ExportedNote(ExportViewModel viewModel, FilePicker picker, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
    setId("exported-note");
    setSpacing(8);
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    getStyleClass().addAll("card", "exported-note");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox title =
        new HBox(
            8,
            new FontIcon("mdi2c-check-circle-outline"),
            label(texts.text("ui.export.done"), "section"),
            space,
            iconButton(
                "exported-close", "mdi2c-close", texts.text("ui.export.close"), viewModel::forget));
    title.setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            title,
            paragraph("exported-path", this::path),
            paragraph("exported-text", this::text, "muted"),
            button(
                "exported-show",
                "mdi2f-folder-open-outline",
                texts.text("ui.export.show"),
                () -> viewModel.show(picker)));
    ObservableValue<Boolean> wanted = viewModel.exported().map(done -> true).orElse(false);
    shownWhen(this, wanted);
  }

  private Label paragraph(String id, Callable<String> text, String... styles) {
    Label paragraph =
        Controls.paragraph(
            Bindings.createStringBinding(text, viewModel.exported(), texts.language()), styles);
    paragraph.setId(id);
    return paragraph;
  }

  private String path() {
    Exported done = viewModel.exported().get();
    return done == null ? "" : done.path().toString();
  }

  private String text() {
    Exported done = viewModel.exported().get();
    if (done == null) {
      return "";
    }
    Stream<String> notes = done.result().notes().stream().map(this::note);
    return Stream.concat(Stream.of(Numbers.bytes(done.result().bytes())), notes)
        .collect(Collectors.joining("\n"));
  }

  private String note(ExportNote note) {
    return texts.format("ui.export.note." + note.name().toLowerCase(Locale.ROOT));
  }
}
