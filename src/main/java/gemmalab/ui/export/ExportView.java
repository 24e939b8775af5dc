package gemmalab.ui.export;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.choice;
import static gemmalab.ui.common.Controls.field;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.named;
import static gemmalab.ui.common.Controls.paragraph;

import gemmalab.checkpoint.export.ExportFormat;
import gemmalab.checkpoint.export.ExportType;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.FilePicker;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The choices of an export. */
final class ExportView extends VBox {

  private static final double WIDTH = 520;

  private final ExportForm form;
  private final FilePicker picker;
  private final Texts texts;

  ExportView(ExportForm form, FilePicker picker, Texts texts) {
    this.form = form;
    this.picker = picker;
    this.texts = texts;
    setSpacing(16);
    setPrefWidth(WIDTH);
    setMinWidth(WIDTH);
    getChildren()
        .addAll(
            label(texts.text("ui.export.title", form.modelName()), "title"),
            format(),
            type(),
            place());
  }

  private Node format() {
    ComboBox<ExportFormat> box =
        choice("export-format", form.format(), List.of(ExportFormat.values()));
    box.setConverter(new OneWay<>(each -> texts.format("ui.export.format." + lowerCase(each))));
    VBox format = named(texts.text("ui.export.format"), texts.text("ui.export.format.help"), box);
    Label what = paragraph(form.format().flatMap(this::about), "muted");
    return new VBox(4, format, what);
  }

  private ObservableValue<String> about(ExportFormat format) {
    return texts.text("ui.export.format." + lowerCase(format) + ".about");
  }

  private Node type() {
    ComboBox<ExportType> box = choice("export-type", form.type(), List.of());
    box.setItems(form.types());
    box.setConverter(new OneWay<>(each -> texts.format("ui.export.type." + lowerCase(each))));
    VBox type = named(texts.text("ui.export.type"), texts.text("ui.export.type.help"), box);
    return new VBox(4, type, size());
  }

  private Node place() {
    Label folder = new Label();
    folder.setId("export-folder");
    folder.textProperty().bind(form.folder().map(String::valueOf));
    folder.setMaxWidth(Double.MAX_VALUE);
    folder.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(folder.textProperty());
    folder.setTooltip(whole);
    HBox.setHgrow(folder, Priority.ALWAYS);
    Node choose =
        button(
            "export-choose",
            "mdi2f-folder-open-outline",
            texts.text("ui.export.choose"),
            () -> picker.folder(texts.format("ui.export.folder")).ifPresent(form.folder()::set));
    HBox row = new HBox(8, folder, choose);
    row.setAlignment(Pos.CENTER_LEFT);
    TextField name = field("export-name", form.name());
    return new VBox(
        8,
        new VBox(4, label(texts.text("ui.export.folder"), "field-name"), row),
        named(texts.text("ui.export.name"), texts.text("ui.export.name.help"), name),
        whatIsInTheWay());
  }

  /** Why it cannot start yet; the room of one line stays, for the dialog would not grow. */
  private Node whatIsInTheWay() {
    CheckBox replace = new CheckBox();
    replace.setId("export-replace");
    replace.textProperty().bind(texts.text("ui.export.replace"));
    replace.selectedProperty().bindBidirectional(form.replaces());
    replace
        .visibleProperty()
        .bind(Bindings.createBooleanBinding(form::isTaken, form.name(), form.folder()));
    Label unnamed = label(texts.text("ui.export.name.wrong"), "finding");
    unnamed.setId("export-name-wrong");
    unnamed
        .visibleProperty()
        .bind(Bindings.createBooleanBinding(() -> form.output().isEmpty(), form.name()));
    StackPane line = new StackPane(replace, unnamed);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Node size() {
    Label size = new Label();
    size.setId("export-size");
    size.getStyleClass().add("muted");
    size.setMinHeight(Region.USE_PREF_SIZE);
    Observable[] changes = {form.format(), form.type(), texts.language()};
    size.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> texts.format("ui.export.size", Numbers.bytes(form.expectedBytes())),
                changes));
    return size;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Names of choices that nobody types. */
  private static final class OneWay<T> extends StringConverter<T> {

    private final Function<T, String> words;

    OneWay(Function<T, String> words) {
      this.words = words;
    }

    @Override
    public String toString(@Nullable T each) {
      return each == null ? "" : words.apply(each);
    }

    @Override
    public T fromString(String text) {
      throw new UnsupportedOperationException(text);
    }
  }
}
