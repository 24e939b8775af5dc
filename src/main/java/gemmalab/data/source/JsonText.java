package gemmalab.data.source;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSyntaxException;
import gemmalab.text.GemmaException;

/** Takes the text out of a JSON value: a field of an object, or a string. */
final class JsonText {

  private static final int NAMES_SHOWN = 8;

  private final String file;
  private final TextField field;
  private final String withoutField;
  private final boolean mayBeString;

  private JsonText(String file, TextField field, String withoutField, boolean mayBeString) {
    this.file = file;
    this.field = field;
    this.withoutField = withoutField;
    this.mayBeString = mayBeString;
  }

  /** Of lines with an object each. */
  static JsonText ofLines(String file, TextField field) {
    return new JsonText(file, field, "error.corpus.field", false);
  }

  /** Of objects, one after another. */
  static JsonText ofObjects(String file, TextField field) {
    return new JsonText(file, field, "error.corpus.fieldOfEntry", false);
  }

  /** Of the entries of an array, objects or strings. */
  static JsonText ofArray(String file, TextField field) {
    return new JsonText(file, field, "error.corpus.fieldOfEntry", true);
  }

  /**
   * The text.
   *
   * @param number of the line or entry, from 1
   * @throws GemmaException if it is an object without the field
   * @throws JsonSyntaxException if it is no such value, or the field holds no text
   */
  String of(JsonElement value, long number) {
    if (mayBeString && value instanceof JsonPrimitive text && text.isString()) {
      return text.getAsString();
    }
    if (!value.isJsonObject()) {
      throw new JsonSyntaxException("no text");
    }
    JsonObject object = value.getAsJsonObject();
    String name =
        field
            .in(object.keySet())
            .orElseThrow(
                () ->
                    new GemmaException(withoutField, file, number, field.wanted(), names(object)));
    if (object.get(name) instanceof JsonPrimitive text) {
      return text.getAsString();
    }
    throw new JsonSyntaxException("the field holds no text");
  }

  private static String names(JsonObject object) {
    return String.join(", ", object.keySet().stream().limit(NAMES_SHOWN).toList());
  }
}
