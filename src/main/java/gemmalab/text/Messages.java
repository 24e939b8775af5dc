package gemmalab.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of the app in one language. */
public final class Messages {

  private static final String BUNDLE = "gemmalab.text.messages";
  private static final Messages ENGLISH = new Messages(BUNDLE, Locale.ROOT, Locale.ENGLISH);

  private final ResourceBundle bundle;
  private final Locale locale;

  private Messages(String name, Locale bundleLocale, Locale formatLocale) {
    // Without the fallback an English user of a Japanese machine would get Japanese sentences.
    bundle =
        ResourceBundle.getBundle(
            name,
            bundleLocale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    locale = formatLocale;
  }

  public static Messages english() {
    return ENGLISH;
  }

  public static Messages of(Language language) {
    return language == Language.ENGLISH
        ? ENGLISH
        : new Messages(BUNDLE, language.locale(), language.locale());
  }

  /** The texts of another bundle than the window's. */
  public static Messages of(String bundle, Language language) {
    Locale texts = language == Language.ENGLISH ? Locale.ROOT : language.locale();
    return new Messages(bundle, texts, language.locale());
  }

  /** For libraries that look texts up by themselves. */
  public ResourceBundle bundle() {
    return bundle;
  }

  /** A time as people say it, or a dash before it is known: {@code 3 min 5 s}. */
  public String duration(double seconds) {
    if (Double.isNaN(seconds)) {
      return format("duration.unknown");
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return format("duration.seconds", whole);
    }
    return whole < 3600
        ? format("duration.minutes", whole / 60, whole % 60)
        : format("duration.hours", whole / 3600, whole % 3600 / 60);
  }

  /** The text of a key; numbers get the thousands separators of the language. */
  public String format(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }
}
