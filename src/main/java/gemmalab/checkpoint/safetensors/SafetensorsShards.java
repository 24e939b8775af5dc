package gemmalab.checkpoint.safetensors;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gemmalab.checkpoint.json.JsonFaults;
import gemmalab.checkpoint.json.JsonFile;
import gemmalab.checkpoint.json.JsonKeys;
import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.files.FolderLinks;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A model in several safetensors files, with an index that says which tensor is in which: {@code
 * model.safetensors.index.json}, as Hugging Face writes it.
 */
public final class SafetensorsShards implements TensorFile {

  public static final String INDEX = "model.safetensors.index.json";

  /** No folder, no drive and no stream of one: the same files on every system. */
  private static final Pattern NAME = Pattern.compile("[\\w][\\w.+=, -]*\\.safetensors");

  private final Path index;
  private final Map<String, SafetensorsFile> shards = new LinkedHashMap<>();
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<String, SafetensorsFile> places = new LinkedHashMap<>();

  private SafetensorsShards(Path index) {
    this.index = index;
  }

  /**
   * Opens the files that an index names; they lie beside it.
   *
   * @throws GemmaException if the index is damaged, or a file is missing or lacks a tensor
   */
  public static SafetensorsShards open(Path index) {
    SafetensorsShards shards = new SafetensorsShards(index);
    try {
      JsonObject json = JsonFile.read(index);
      JsonObject map = new JsonKeys(index, json).object("weight_map").json();
      for (Map.Entry<String, JsonElement> tensor : map.entrySet()) {
        shards.add(tensor.getKey(), tensor.getValue().getAsString());
      }
      return shards;
    } catch (IOException | RuntimeException e) { // an index can be wrong in many ways
      shards.close();
      throw e instanceof GemmaException known
          ? known
          : new GemmaException(e, "error.file.damaged", index, JsonFaults.reason(e));
    }
  }

  private void add(String name, String fileName) throws IOException {
    SafetensorsFile shard = shards.get(fileName);
    if (shard == null) {
      shard = SafetensorsFile.open(beside(fileName));
      shards.put(fileName, shard);
    }
    StoredTensor tensor = shard.tensors().get(name);
    if (tensor == null) {
      throw new GemmaException("error.tensor.missing", shard.path(), name);
    }
    tensors.put(name, tensor);
    places.put(name, shard);
  }

  /** An index names files of its own folder, never others. */
  private Path beside(String fileName) throws IOException {
    if (!NAME.matcher(fileName).matches()) {
      throw new GemmaException("error.index.elsewhere", index, fileName);
    }
    Path shard = index.resolveSibling(fileName);
    FolderLinks.requireInside(shard);
    return shard;
  }

  @Override
  public Path path() {
    return index;
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  @Override
  public void read(String name, long begin, float[] target) throws IOException {
    SafetensorsFile shard = places.get(name);
    if (shard == null) {
      throw new GemmaException("error.tensor.missing", index, name);
    }
    shard.read(name, begin, target);
  }

  @Override
  public void close() {
    shards.values().forEach(SafetensorsFile::close);
  }
}
