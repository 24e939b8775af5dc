package gemmalab.data.stories;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How a person or thing is spoken of; decides every pronoun and verb that refers to it. */
enum Form {
  SHE("she", "her", "her", "was", "is", "girl"),
  HE("he", "him", "his", "was", "is", "boy"),
  IT("it", "it", "its", "was", "is", ""),
  THEY("they", "them", "their", "were", "are", "");

  /** The article of several things. */
  static final String SOME = "some";

  private final String subject;
  private final String object;
  private final String possessive;
  private final String was;
  private final String is;
  private final String child;

  Form(String subject, String object, String possessive, String was, String is, String child) {
    this.subject = subject;
    this.object = object;
    this.possessive = possessive;
    this.was = was;
    this.is = is;
    this.child = child;
  }

  static Form of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** What a template asks for: {@code he} or {@code it}, {@code him} or {@code them}, ... */
  static Optional<Function<Form, String>> attribute(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "he", "it" -> form -> form.subject;
          case "him", "them" -> form -> form.object;
          case "his" -> form -> form.possessive;
          case "was" -> form -> form.was;
          case "is" -> form -> form.is;
          default -> null;
        });
  }

  /** What a person of this form is, if not an animal. */
  String child() {
    return child;
  }
}
