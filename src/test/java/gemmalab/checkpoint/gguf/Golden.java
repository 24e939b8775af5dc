package gemmalab.checkpoint.gguf;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The golden files, read without an engine. */
record Golden(JsonObject header, ByteBuffer tensors) {

  static final Path FOLDER = Path.of("src/test/resources/golden");
  static final Path TIED = FOLDER.resolve("hf_tiny_tied");

  static Path gguf(String type) {
    return FOLDER.resolve("formats/tied_" + type + ".gguf");
  }

  static Golden open(Path safetensors) throws IOException {
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(safetensors)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] json = new byte[(int) file.getLong()];
    file.get(json);
    JsonObject header =
        JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
    header.remove("__metadata__");
    return new Golden(header, file.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  Set<String> names() {
    return header.keySet();
  }

  ByteBuffer bytes(String name) {
    var place = header.getAsJsonObject(name).getAsJsonArray("data_offsets");
    int begin = place.get(0).getAsInt();
    return tensors.slice(begin, place.get(1).getAsInt() - begin).order(ByteOrder.LITTLE_ENDIAN);
  }

  float[] floats(String name) {
    ByteBuffer bytes = bytes(name);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
