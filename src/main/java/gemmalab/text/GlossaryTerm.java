package gemmalab.text;

import java.util.List;

/**
 * A term of the field.
 *
 * @param id the same in every language, such as {@code kv_cache}
 * @param group id of its {@link GlossaryGroup}
 * @param term its name
 * @param english its name in English, by which papers and code know it
 * @param definition one to three sentences
 * @param formula empty if it needs none
 * @param seeAlso ids of related terms
 */
public record GlossaryTerm(
    String id,
    String group,
    String term,
    String english,
    String definition,
    String formula,
    List<String> seeAlso) {

  public GlossaryTerm {
    seeAlso = List.copyOf(seeAlso);
  }
}
