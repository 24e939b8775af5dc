package gemmalab.ui;

import gemmalab.text.Language;
import gemmalab.ui.common.Theme;
import java.util.Optional;
import java.util.prefs.Preferences;

/** What the window remembers of its user: language, theme, the last prompt. */
final class UserSettings {

  private static final String LANGUAGE = "language";
  private static final String THEME = "theme";
  private static final String PROMPT = "prompt";

  private final Preferences store;

  private UserSettings(Preferences store) {
    this.store = store;
  }

  static UserSettings ofUser() {
    return new UserSettings(Preferences.userRoot().node("gemmalab"));
  }

  Optional<Language> language() {
    return read(Language.class, LANGUAGE);
  }

  Optional<Theme> theme() {
    return read(Theme.class, THEME);
  }

  /** Sets the last prompt, and remembers each change from now on. */
  void follow(WindowParts parts) {
    parts.playground().prompt().set(store.get(PROMPT, parts.playground().prompt().get()));
    parts.texts().language().addListener((o, old, now) -> store.put(LANGUAGE, now.name()));
    parts.theme().addListener((o, old, now) -> store.put(THEME, now.name()));
    parts.playground().prompt().addListener((o, old, now) -> store.put(PROMPT, shortened(now)));
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), Preferences.MAX_VALUE_LENGTH));
  }

  private <E extends Enum<E>> Optional<E> read(Class<E> type, String key) {
    String name = store.get(key, "");
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(name)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
