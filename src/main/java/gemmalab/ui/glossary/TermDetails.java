package gemmalab.ui.glossary;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.text.GlossaryTerm;
import gemmalab.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** One term: its name, also the English one, its definition, its formula, and what to read next. */
final class TermDetails extends VBox {

  private final GlossaryViewModel viewModel;
  private final FlowPane links = new FlowPane(12, 4);

  TermDetails(GlossaryViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    setId("glossary-details");
    getStyleClass().add("glossary-details");
    ObservableValue<GlossaryTerm> term = viewModel.term();
    ObservableValue<String> english =
        term.map(now -> now.english().equals(now.term()) ? "" : now.english());
    VBox see = new VBox(4, label(texts.text("ui.glossary.see"), "field-name"), links);
    getChildren()
        .addAll(
            label(term.map(now -> viewModel.group()), "field-name"),
            new VBox(
                paragraph(term.map(GlossaryTerm::term), "title"),
                shownWhen(paragraph(english, "muted"), english.map(name -> !name.isEmpty()))),
            definition(term),
            formula(term.map(GlossaryTerm::formula)),
            shownWhen(see, term.map(now -> !now.seeAlso().isEmpty())));
    term.addListener((o, old, now) -> showLinks());
    showLinks();
  }

  /** Takes the focus, so that a screen reader reads it. */
  private static Label definition(ObservableValue<GlossaryTerm> term) {
    Label definition = paragraph(term.map(GlossaryTerm::definition), "glossary-definition");
    definition.setId("glossary-definition");
    definition.setFocusTraversable(true);
    definition.setAccessibleRole(AccessibleRole.TEXT);
    definition
        .accessibleTextProperty()
        .bind(
            Bindings.createStringBinding(
                () -> term.getValue().term() + ": " + term.getValue().definition(), term));
    return definition;
  }

  private static Node formula(ObservableValue<String> text) {
    Label formula = paragraph(text, "mono", "glossary-formula");
    formula.setMaxWidth(Double.MAX_VALUE);
    return shownWhen(formula, text.map(now -> !now.isEmpty()));
  }

  private void showLinks() {
    links
        .getChildren()
        .setAll(viewModel.seeAlso().stream().map(term -> link(viewModel, term)).toList());
  }

  private static Hyperlink link(GlossaryViewModel viewModel, GlossaryTerm term) {
    Hyperlink link = new Hyperlink(term.term());
    link.setId("see-" + term.id());
    link.setOnAction(
        event -> {
          link.setVisited(false);
          viewModel.show(term.id());
        });
    return link;
  }
}
