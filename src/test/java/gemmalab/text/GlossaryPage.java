package gemmalab.text;

import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The glossary as a page of the documentation, with an anchor for each term. */
final class GlossaryPage {

  private final Language language;
  private final Glossary glossary;

  GlossaryPage(Language language) {
    this.language = language;
    glossary = Glossary.of(language);
  }

  /** Name of the page's file. */
  String file() {
    return language == Language.ENGLISH ? "glossary.md" : "glossary_ja.md";
  }

  String markdown() {
    StringJoiner blocks = new StringJoiner("\n\n", "", "\n");
    blocks.add(head());
    for (GlossaryGroup group : glossary.groups()) {
      blocks.add("## " + group.name());
      group.terms().forEach(term -> addTerm(blocks, term));
    }
    return blocks.toString();
  }

  private String head() {
    return language == Language.ENGLISH
        ? "# Glossary\n\n[日本語](glossary_ja.md)\n\nThe window shows the same glossary: press F1."
        : "# 用語集\n\n[English](glossary.md)\n\nウィンドウでは F1 キーで同じ用語集を開けます。";
  }

  private void addTerm(StringJoiner blocks, GlossaryTerm term) {
    boolean translated = !term.english().equals(term.term());
    blocks.add("### <a id=\"" + term.id() + "\"></a>" + term.term());
    if (translated) {
      blocks.add("*" + term.english() + "*");
    }
    blocks.add(term.definition().replace("<", "\\<"));
    if (!term.formula().isEmpty()) {
      blocks.add("```text\n" + term.formula() + "\n```");
    }
    if (!term.seeAlso().isEmpty()) {
      blocks.add(seeAlso(term));
    }
  }

  private String seeAlso(GlossaryTerm term) {
    boolean english = language == Language.ENGLISH;
    return term.seeAlso().stream()
        .map(id -> glossary.term(id).orElseThrow())
        .map(each -> "[" + each.term() + "](#" + each.id() + ")")
        .collect(Collectors.joining(english ? ", " : "、", english ? "See also: " : "関連用語: ", ""));
  }
}
