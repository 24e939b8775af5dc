package gemmalab.checkpoint.json;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.files.FolderLinks;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small JSON file of a model's folder. */
public final class JsonFile {

  /** Three times what a full vocabulary's list needs; parsed, a byte may take thirty. */
  private static final int MOST_BYTES = 1 << 20;

  private JsonFile() {}

  /**
   * Reads the object that a file holds.
   *
   * @throws GemmaException if there is no such file, or it is a link that leads out of its folder
   * @throws IOException if it cannot be read, is too large, or is no UTF-8
   * @throws RuntimeException of Gson if it is no JSON object; {@link JsonFaults} says it
   */
  public static JsonObject read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) { // a pipe would never end
      throw new GemmaException("error.file.missing", path);
    }
    FolderLinks.requireInside(path);
    try (InputStream stream = Files.newInputStream(path)) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it has more than " + MOST_BYTES + " bytes");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return JsonParser.parseString(text).getAsJsonObject();
    }
  }
}
