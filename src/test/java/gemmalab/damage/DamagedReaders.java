package gemmalab.damage;

import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.config.ConfigJson;
import gemmalab.checkpoint.gguf.GgufModel;
import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.checkpoint.tensors.TensorReader;
import gemmalab.checkpoint.tokenizer.TokenizerJson;
import gemmalab.checkpoint.tokenizer.VocabularyJson;
import gemmalab.data.TokenizedCorpus;
import gemmalab.data.tokens.TokenFolder;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.tokenizer.gemma.GemmaTokenizerJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Every reader of files that people bring, with files as they should be. */
final class DamagedReaders {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path FORMATS = GOLDEN.resolve("formats");
  private static final Path SHARDED = FORMATS.resolve("tied_sharded_old");
  private static final int MOST_NUMBERS = 64;

  /** All of GPT-2's merges are found anew whenever a file is compared with them. */
  private static final long MERGES_BYTES = 256L << 20;

  private DamagedReaders() {}

  static List<DamagedReader> all() throws IOException {
    return List.of(
        ofTensors("safetensors", file(GOLDEN.resolve("seed_tiny/model.safetensors")), ""),
        ofTensors("zip pickle", file(FORMATS.resolve("seed_ddp_bf16.pt")), ""),
        ofTensors("legacy pickle", file(FORMATS.resolve("seed_legacy_wrapped.pt")), ""),
        ofTensors("unpacked archive", unpacked(FORMATS.resolve("seed_ddp_bf16.pt")), "."),
        ofTensors("shards and index", folder(SHARDED), "."),
        gguf(FORMATS.resolve("tied_q4_0.gguf")),
        config("config.json", GOLDEN.resolve("hf_tiny_tied/config.json")),
        config("config.json of the original", GOLDEN.resolve("seed_tiny/config.json")),
        tokenizer(
            "tokenizer.json of Gemma", file(GOLDEN.resolve("gemma_tokenizer/tokenizer.json"))),
        tokenizer("tokenizer.json of GPT-2", gpt2()).allowed(MERGES_BYTES),
        new DamagedReader(
            "vocabulary.json",
            file(Path.of("models/tale-nano/best/vocabulary.json")),
            folder -> VocabularyJson.read(folder.resolve("vocabulary.json"))),
        tokens());
  }

  private static DamagedReader ofTensors(String name, Map<String, byte[]> files, String opened) {
    String first = opened.isEmpty() ? files.keySet().iterator().next() : opened;
    return new DamagedReader(
        name,
        files,
        folder -> ModelFile.locate(folder.resolve(first)),
        folder -> ModelFile.locate(folder.resolve(first)).report(),
        folder -> readAll(ModelFile.locate(folder.resolve(first)).open()));
  }

  private static void readAll(TensorFile opened) {
    try (TensorFile file = opened) {
      for (Map.Entry<String, StoredTensor> tensor : file.tensors().entrySet()) {
        long numbers = tensor.getValue().shape().size();
        float[] some = new float[(int) Math.min(MOST_NUMBERS, numbers)];
        TensorReader.read(file, tensor.getKey(), 0, some);
      }
    }
  }

  private static DamagedReader gguf(Path path) throws IOException {
    return new DamagedReader(
        "GGUF",
        file(path),
        folder -> readAll(GgufModel.open(folder.resolve(path.getFileName()))),
        folder -> {
          try (GgufModel file = GgufModel.open(folder.resolve(path.getFileName()))) {
            file.tokenizer();
          }
        });
  }

  private static DamagedReader config(String name, Path path) throws IOException {
    return new DamagedReader(
        name, file(path), folder -> ConfigJson.read(folder.resolve("config.json")));
  }

  private static DamagedReader tokenizer(String name, Map<String, byte[]> files) {
    return new DamagedReader(
        name,
        files,
        folder -> {
          Tokenizer tokenizer = GemmaTokenizerJson.read(folder.resolve("tokenizer.json"));
          int[] ids = tokenizer.encode("Once  upon <bos> 猫😀▁\uD800 <0x0A>\n\t");
          if (IntStream.of(ids).anyMatch(id -> id < 0 || id >= tokenizer.size())) {
            throw new IllegalStateException("an id beyond the tokenizer");
          }
        });
  }

  private static DamagedReader tokens() {
    byte[] ids = new byte[4_000];
    for (int i = 0; i < ids.length; i += 2) {
      ids[i] = (byte) i;
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("train.bin", ids);
    files.put("validation.bin", ids);
    return new DamagedReader(
        "token files",
        files,
        folder -> {
          TokenizedCorpus corpus = TokenFolder.open(folder, 256);
          for (long at = 0; at < corpus.training().length(); at++) {
            corpus.training().range(at, 1);
          }
        });
  }

  private static Map<String, byte[]> file(Path path) throws IOException {
    return Map.of(path.getFileName().toString(), Files.readAllBytes(path));
  }

  private static Map<String, byte[]> folder(Path path) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> list = Files.list(path)) {
      for (Path each : list.sorted().toList()) {
        files.put(each.getFileName().toString(), Files.readAllBytes(each));
      }
    }
    return files;
  }

  private static Map<String, byte[]> unpacked(Path zip) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipFile entries = new ZipFile(zip.toFile())) {
      for (ZipEntry each : Collections.list(entries.entries())) {
        String name = each.getName().substring(each.getName().indexOf('/') + 1);
        if (name.equals("data.pkl") || name.equals("byteorder") || name.startsWith("data/")) {
          try (InputStream stream = entries.getInputStream(each)) {
            files.put(name, stream.readAllBytes());
          }
        }
      }
    }
    return files;
  }

  private static Map<String, byte[]> gpt2() throws IOException {
    Path folder = Files.createTempDirectory("gpt2");
    TokenizerJson.write(folder, 512);
    Map<String, byte[]> files = file(folder.resolve("tokenizer.json"));
    for (String name : List.of("tokenizer.json", "tokenizer_config.json", "")) {
      Files.delete(folder.resolve(name));
    }
    return files;
  }
}
