package gemmalab.ui.common;

import gemmalab.text.GemmaException;
import gemmalab.text.Language;
import gemmalab.text.Messages;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The window's texts in the language of the moment: what is bound to them follows a switch. */
public final class Texts {

  private final ObjectProperty<Language> language;
  private final Map<Language, Messages> messages = new EnumMap<>(Language.class);

  public Texts(Language first) {
    language = new SimpleObjectProperty<>(first);
  }

  /** The language; set it to switch. */
  public ObjectProperty<Language> language() {
    return language;
  }

  /** The text of a key, now and after each switch. */
  public StringBinding text(String key, Object... arguments) {
    return Bindings.createStringBinding(() -> format(key, arguments), language);
  }

  /** The text of a key now. */
  public String format(String key, Object... arguments) {
    return messages().format(key, arguments);
  }

  /** A time as people say it, or a dash before it is known. */
  public String duration(double seconds) {
    return messages().duration(seconds);
  }

  /** What to tell the user of a fault. */
  public String fault(Throwable fault) {
    return fault instanceof GemmaException known
        ? known.in(messages())
        : format("ui.fault.unexpected", String.valueOf(fault));
  }

  /** All sentences in the language of the moment. */
  public Messages messages() {
    return messages.computeIfAbsent(language.get(), Messages::of);
  }
}
