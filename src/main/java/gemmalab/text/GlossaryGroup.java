package gemmalab.text;

import java.util.List;

/**
 * Terms of the glossary that belong together.
 *
 * @param id the same in every language
 * @param name its heading
 * @param terms in the order in which they are best read
 */
public record GlossaryGroup(String id, String name, List<GlossaryTerm> terms) {

  public GlossaryGroup {
    terms = List.copyOf(terms);
  }
}
