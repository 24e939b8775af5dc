package gemmalab.ui.glossary;

import gemmalab.text.Glossary;
import gemmalab.text.GlossaryGroup;
import gemmalab.text.GlossaryTerm;
import gemmalab.text.Language;
import gemmalab.ui.common.Texts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The glossary in the window's language: what is sought, what is found, and the term shown. */
public final class GlossaryViewModel {

  /** Id of the group of terms whose definitions, but not names, contain what is sought. */
  static final String MENTIONS = "mentions";

  private final Texts texts;
  private final Map<Language, Glossary> glossaries = new EnumMap<>(Language.class);
  private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
  private final StringProperty query = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<List<GlossaryGroup>> found;
  private final ReadOnlyObjectWrapper<GlossaryTerm> term;

  public GlossaryViewModel(Texts texts) {
    this.texts = texts;
    found = new ReadOnlyObjectWrapper<>(glossary().groups());
    term = new ReadOnlyObjectWrapper<>(found.get().get(0).terms().get(0));
    query.addListener((o, old, now) -> seek());
    texts.language().addListener((o, old, now) -> translate());
  }

  // Properties

  public ReadOnlyBooleanProperty shown() {
    return shown.getReadOnlyProperty();
  }

  /** What is sought, in either language; empty for all terms. */
  public StringProperty query() {
    return query;
  }

  /** What is found, group by group. */
  public ReadOnlyObjectProperty<List<GlossaryGroup>> found() {
    return found.getReadOnlyProperty();
  }

  /** The term whose definition is shown. */
  public ReadOnlyObjectProperty<GlossaryTerm> term() {
    return term.getReadOnlyProperty();
  }

  /** The terms that the shown one refers to. */
  List<GlossaryTerm> seeAlso() {
    return term.get().seeAlso().stream().map(glossary()::term).flatMap(Optional::stream).toList();
  }

  /** The name of the group of the shown term. */
  String group() {
    return glossary().groups().stream()
        .filter(group -> group.id().equals(term.get().group()))
        .map(GlossaryGroup::name)
        .findFirst()
        .orElse("");
  }

  // Commands

  /** Opens the glossary as it was left. */
  public void show() {
    shown.set(true);
  }

  /**
   * Opens the glossary at a term.
   *
   * @throws IllegalArgumentException if there is no such term
   */
  public void show(String termId) {
    GlossaryTerm wanted =
        glossary()
            .term(termId)
            .orElseThrow(() -> new IllegalArgumentException("no term " + termId));
    if (!isFound(termId)) {
      query.set("");
    }
    term.set(wanted);
    shown.set(true);
  }

  public void hide() {
    shown.set(false);
  }

  /** Opens the glossary, or closes it. */
  public void toggle() {
    shown.set(!shown.get());
  }

  private void seek() {
    find();
    if (!found.get().isEmpty() && !isFound(term.get().id())) {
      term.set(found.get().get(0).terms().get(0));
    }
  }

  private void find() {
    List<GlossaryGroup> all = new ArrayList<>(glossary().named(query.get()));
    List<GlossaryTerm> mentions = glossary().mentioning(query.get());
    if (!mentions.isEmpty()) {
      all.add(new GlossaryGroup(MENTIONS, texts.format("ui.glossary.mentions"), mentions));
    }
    found.set(List.copyOf(all));
  }

  private void translate() {
    find();
    glossary().term(term.get().id()).ifPresent(term::set);
  }

  private boolean isFound(String id) {
    return found.get().stream()
        .flatMap(group -> group.terms().stream())
        .anyMatch(each -> each.id().equals(id));
  }

  private Glossary glossary() {
    return glossaries.computeIfAbsent(texts.language().get(), Glossary::of);
  }
}
