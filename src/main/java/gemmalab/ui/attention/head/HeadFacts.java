package gemmalab.ui.attention.head;

import static gemmalab.ui.common.Controls.label;

import gemmalab.inspect.HeadPattern;
import gemmalab.inspect.HeadStatistics;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The habits of the chosen head in the text, and the rule behind the name of its pattern. */
public final class HeadFacts extends VBox {

  private final AttentionViewModel attention;
  private final Texts texts;
  private final Label entropy = value("fact-entropy");
  private final Label distance = value("fact-distance");
  private final Label first = value("fact-first");
  private final Label pattern = value("fact-pattern");
  private final Label rule = new Label();

  HeadFacts(AttentionViewModel attention, Texts texts) {
    super(4);
    this.attention = attention;
    this.texts = texts;
    rule.setWrapText(true);
    rule.setMinHeight(Region.USE_PREF_SIZE);
    rule.getStyleClass().add("field-name");
    getChildren()
        .addAll(
            row("ui.attention.entropy", entropy),
            row("ui.attention.distance", distance),
            row("ui.attention.first", first),
            row("ui.attention.pattern", pattern),
            rule);
    attention.result().addListener((o, old, now) -> show());
    attention.head().addListener((o, old, now) -> show());
    texts.language().addListener((o, old, now) -> show());
  }

  /** A head's habits in what was seen. */
  public static HeadStatistics statistics(InspectionResult result, AttentionHead head) {
    return result.modified().statistics(head);
  }

  /** The name of a head's pattern. */
  public static String pattern(Texts texts, HeadStatistics statistics) {
    return statistics
        .label()
        .map(found -> texts.format("ui.attention.pattern." + found))
        .orElseGet(() -> texts.format("ui.attention.pattern.none"));
  }

  private HBox row(String key, Label value) {
    Label name = label(texts.text(key), "muted");
    Tooltip help = new Tooltip();
    help.textProperty().bind(value == pattern ? allRules() : texts.text(key + ".help"));
    name.setTooltip(help);
    value.setTooltip(help);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return new HBox(8, name, gap, value);
  }

  /** Each name with its rule, a line each. */
  private ObservableValue<String> allRules() {
    return texts
        .language()
        .map(
            language ->
                Arrays.stream(HeadPattern.values())
                    .map(each -> texts.format("ui.attention.pattern." + each) + ": " + rule(each))
                    .collect(Collectors.joining("\n")));
  }

  private static Label value(String id) {
    Label label = new Label();
    label.setId(id);
    return label;
  }

  private void show() {
    InspectionResult result = attention.result().get();
    AttentionHead head = attention.head().get();
    if (result == null || head.layer() >= result.modified().weights().length) {
      return;
    }
    HeadStatistics statistics = statistics(result, head);
    entropy.setText(texts.format("ui.attention.entropy.value", digits(statistics.entropyBits())));
    distance.setText(
        texts.format("ui.attention.distance.value", digits(statistics.meanDistance())));
    first.setText(Numbers.percent(statistics.firstShare()));
    pattern.setText(pattern(texts, statistics));
    rule.setText(
        statistics.label().map(this::rule).orElse(texts.format("ui.attention.pattern.none.rule")));
  }

  private String rule(HeadPattern found) {
    String threshold = String.format(Locale.ENGLISH, "%.0f %%", 100 * found.threshold());
    return texts.format("ui.attention.pattern." + found + ".rule", threshold);
  }

  private static String digits(double value) {
    return String.format(Locale.ENGLISH, "%.1f", value);
  }
}
