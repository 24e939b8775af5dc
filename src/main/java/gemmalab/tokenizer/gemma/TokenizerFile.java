package gemmalab.tokenizer.gemma;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hugging Face's {@code tokenizer.json}, read value by value: Gemma's has 33 MB. It is read twice,
 * since merges name tokens, and may come before them.
 */
final class TokenizerFile {

  private static final String ADDED = "added_tokens";
  private static final String MODEL = "model";
  private static final String VOCABULARY = "vocab";
  private static final String MERGES = "merges";

  private static final int MOST_SETTINGS = 32;

  private final Path path;
  private final MeteredReader meter;
  private final JsonReader json;
  private final Map<String, JsonElement> settings = new LinkedHashMap<>();
  private final List<AddedToken> added = new ArrayList<>();
  private final VocabularyBuilder vocabulary = new VocabularyBuilder();

  private TokenizerFile(Path path, Reader reader) {
    this.path = path;
    meter = new MeteredReader(reader);
    json = new JsonReader(meter);
    json.setStrictness(Strictness.STRICT);
  }

  /** Everything but the merges. */
  static TokenizerParts readParts(Path path) throws IOException {
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      return new TokenizerFile(path, reader).parts();
    }
  }

  /** The merges, of tokens that are known by now. */
  static Merges readMerges(Path path, Vocabulary vocabulary) throws IOException {
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      return new TokenizerFile(path, reader).merges(vocabulary);
    }
  }

  private TokenizerParts parts() throws IOException {
    json.beginObject();
    while (hasNext()) {
      String key = json.nextName();
      switch (key) {
        case ADDED -> readAddedTokens();
        case MODEL -> readModel();
        default -> readSetting(key);
      }
    }
    json.endObject();
    if (json.peek() != JsonToken.END_DOCUMENT) {
      throw new IOException("it goes on after its end");
    }
    return new TokenizerParts(settings, added, vocabulary.build());
  }

  private boolean hasNext() throws IOException {
    meter.allowValue();
    return json.hasNext();
  }

  private void readSetting(String key) throws IOException {
    if (settings.put(key, JsonParser.parseReader(json)) != null) {
      throw new IOException("the key " + key + " is there twice");
    } else if (settings.size() > MOST_SETTINGS) {
      throw new IOException("more than " + MOST_SETTINGS + " keys");
    }
  }

  private void readAddedTokens() throws IOException {
    json.beginArray();
    while (hasNext()) {
      added.add(AddedTokenEntry.read(path, JsonParser.parseReader(json)));
    }
    json.endArray();
  }

  private void readModel() throws IOException {
    json.beginObject();
    while (hasNext()) {
      String key = json.nextName();
      switch (key) {
        case VOCABULARY -> readVocabulary();
        case MERGES -> skip();
        default -> readSetting(MODEL + "." + key);
      }
    }
    json.endObject();
  }

  private void readVocabulary() throws IOException {
    json.beginObject();
    while (hasNext()) {
      vocabulary.add(json.nextName(), json.nextInt());
    }
    json.endObject();
  }

  private void skip() throws IOException {
    meter.allowAll();
    json.skipValue();
  }

  private Merges merges(Vocabulary tokens) throws IOException {
    enter(MODEL);
    enter(MERGES);
    Merges.Builder merges = new Merges.Builder();
    json.beginArray();
    while (hasNext()) {
      addMerge(merges, tokens);
    }
    return merges.build();
  }

  /** Goes to the value of a key of the object that comes. */
  private void enter(String key) throws IOException {
    json.beginObject();
    while (hasNext()) {
      if (json.nextName().equals(key)) {
        return;
      }
      skip();
    }
    throw new IOException("it has no " + key);
  }

  /** A merge is {@code ["a", "b"]}, and in older files {@code "a b"}. */
  private void addMerge(Merges.Builder merges, Vocabulary tokens) throws IOException {
    String left;
    String right;
    if (json.peek() == JsonToken.BEGIN_ARRAY) {
      json.beginArray();
      left = json.nextString();
      right = json.nextString();
      json.endArray();
    } else {
      String both = json.nextString();
      int space = both.indexOf(' ');
      if (space < 0 || space != both.lastIndexOf(' ')) {
        throw new IOException("the merge " + both + " is not of two tokens");
      }
      left = both.substring(0, space);
      right = both.substring(space + 1);
    }
    merges.add(known(left, tokens), known(right, tokens), known(left + right, tokens));
  }

  private static int known(String token, Vocabulary tokens) throws IOException {
    int id = tokens.find(token);
    if (id == Vocabulary.NONE) {
      throw new IOException("a merge needs the token " + token + ", which is not there");
    }
    return id;
  }
}
