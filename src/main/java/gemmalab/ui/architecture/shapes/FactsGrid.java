package gemmalab.ui.architecture.shapes;

import static gemmalab.ui.common.Controls.label;

import gemmalab.model.GemmaConfig;
import gemmalab.ui.architecture.shapes.FamiliesViewModel.Side;
import gemmalab.ui.common.Texts;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import org.jspecify.annotations.Nullable;

/** What the printed trees do not tell, one model above the other. */
final class FactsGrid extends GridPane {

  private static final PseudoClass NUMBERS = PseudoClass.getPseudoClass("numbers");

  private final FamiliesViewModel families;
  private final Texts texts;

  FactsGrid(FamiliesViewModel families, Texts texts) {
    this.families = families;
    this.texts = texts;
    setId("facts");
    setHgap(12);
    setVgap(2);
    getStyleClass().add("facts");
    FamilyFact[] facts = FamilyFact.values();
    for (int column = 0; column < facts.length; column++) {
      FamilyFact fact = facts[column];
      ColumnConstraints part = new ColumnConstraints();
      part.setPercentWidth(100.0 / facts.length);
      getColumnConstraints().add(part);
      add(label(texts.text(fact.key()), "field-name"), column, 0);
      add(value(fact, families.left()), column, 1);
      add(value(fact, families.right()), column, 2);
    }
  }

  private Label value(FamilyFact fact, Side side) {
    ObservableValue<String> text =
        Bindings.createStringBinding(
            () -> text(fact, side),
            families.left().config(),
            families.right().config(),
            texts.language());
    Label value = label(text, "mono", "fact");
    value.setId("fact-" + fact.name().toLowerCase(Locale.ROOT) + "-" + side.id());
    Runnable mark = () -> value.pseudoClassStateChanged(NUMBERS, differs(fact));
    families.left().config().addListener((o, old, now) -> mark.run());
    families.right().config().addListener((o, old, now) -> mark.run());
    mark.run();
    return value;
  }

  private String text(FamilyFact fact, Side side) {
    @Nullable GemmaConfig config = side.config().getValue();
    String sign = differs(fact) ? "≠ " : "";
    return config == null ? "" : sign + fact.of(config, texts);
  }

  private boolean differs(FamilyFact fact) {
    GemmaConfig left = families.left().config().getValue();
    GemmaConfig right = families.right().config().getValue();
    return left != null && right != null && !fact.of(left, texts).equals(fact.of(right, texts));
  }
}
