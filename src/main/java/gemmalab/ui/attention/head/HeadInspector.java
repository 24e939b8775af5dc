package gemmalab.ui.attention.head;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.model.Intervention.AttentionHead;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The chosen head in numbers, what is changed in the model, and what the change does. */
public final class HeadInspector extends VBox {

  private static final double WIDTH = 308;

  private final AttentionViewModel attention;
  private final Texts texts;

  public HeadInspector(AttentionViewModel attention, Texts texts, ObservableValue<Theme> theme) {
    this.attention = attention;
    this.texts = texts;
    getStyleClass().addAll("side", "inspector");
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    VBox content =
        new VBox(
            12,
            title(),
            new HeadFacts(attention, texts),
            heads(),
            new WindowChoice(attention, texts),
            new Effects(attention, texts, theme),
            new VBox(
                4,
                label(texts.text("ui.attention.caveat.title"), "section"),
                paragraph(texts.text("ui.attention.caveat"), "field-name")));
    content.getStyleClass().add("head-inspector");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().add(scroll);
  }

  private Node title() {
    Label title = new Label();
    title.setId("head-title");
    title.getStyleClass().add("section");
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    title
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::titleText, attention.result(), attention.head(), texts.language()));
    return title;
  }

  private String titleText() {
    InspectionResult result = attention.result().get();
    AttentionHead head = attention.head().get();
    return result == null || head.layer() >= result.modified().weights().length
        ? ""
        : HeadNames.title(texts, head, result.key().model().config(), result.window(head.layer()));
  }

  private Node heads() {
    ToggleButton off = new ToggleButton(null, new FontIcon("mdi2p-power"));
    off.setId("head-off");
    off.textProperty().bind(texts.text("ui.attention.off"));
    off.setMaxWidth(Double.MAX_VALUE);
    off.setOnAction(event -> attention.toggle(attention.head().get()));
    Runnable follow = () -> off.setSelected(isAblated());
    attention.intervention().addListener((o, old, now) -> follow.run());
    attention.head().addListener((o, old, now) -> follow.run());
    Label list = new Label();
    list.setId("heads-off");
    list.setWrapText(true);
    list.setMinHeight(Region.USE_PREF_SIZE);
    list.getStyleClass().add("field-name");
    list.textProperty()
        .bind(
            Bindings.createStringBinding(
                this::ablatedText, attention.intervention(), texts.language()));
    Button all =
        button("all-on", "mdi2r-restore", texts.text("ui.attention.allOn"), attention::restoreAll);
    HBox.setHgrow(list, Priority.ALWAYS);
    list.setMaxWidth(Double.MAX_VALUE);
    all.setMinWidth(Region.USE_PREF_SIZE);
    HBox row = new HBox(8, list, all);
    row.setAlignment(Pos.CENTER_LEFT);
    return new VBox(
        8, off, shownWhen(row, attention.intervention().map(now -> !now.ablatedHeads().isEmpty())));
  }

  private boolean isAblated() {
    return attention.intervention().get().ablatedHeads().contains(attention.head().get());
  }

  private String ablatedText() {
    Set<AttentionHead> ablatedHeads = attention.intervention().get().ablatedHeads();
    String names =
        ablatedHeads.stream()
            .sorted(
                Comparator.comparingInt(AttentionHead::layer).thenComparingInt(AttentionHead::head))
            .map(head -> HeadNames.brief(texts, head))
            .collect(Collectors.joining(", "));
    return texts.format("ui.attention.off.list", names);
  }
}
