package gemmalab.text;

import java.util.Locale;

/** A language of the window; its texts are in {@code messages.properties} of the same code. */
public enum Language {
  ENGLISH("EN", Locale.ENGLISH),
  JAPANESE("JA", Locale.JAPANESE);

  private final String label;
  private final Locale locale;

  Language(String label, Locale locale) {
    this.label = label;
    this.locale = locale;
  }

  public String label() {
    return label;
  }

  public Locale locale() {
    return locale;
  }

  /** The language of this machine where there are texts in it, otherwise English. */
  public static Language ofSystem() {
    String code = Locale.getDefault().getLanguage();
    return code.equals(Locale.JAPANESE.getLanguage()) ? JAPANESE : ENGLISH;
  }
}
