package gemmalab.checkpoint.tokenizer;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import gemmalab.files.DurableFile;
import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.gemma.GemmaTokenizer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The files of Gemma's tokenizer beside a model that is written. Those that it was read from are
 * copied while they are there; else they are made of its tables.
 *
 * @param context tokens of a text at most
 */
record GemmaFiles(Path folder, GemmaTokenizer tokenizer, int context) {

  private static final String CONFIG = "tokenizer_config.json";
  private static final String SPECIAL_TOKENS = "special_tokens_map.json";

  /** What transformers may read beside {@code tokenizer.json}. */
  private static final List<String> BESIDE =
      List.of(CONFIG, SPECIAL_TOKENS, "added_tokens.json", "chat_template.jinja");

  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  void write() throws IOException {
    Optional<Path> source = tokenizer.file();
    Path json = folder.resolve(ModelTokenizer.TOKENIZER);
    if (source.isPresent()) {
      copy(source.get(), json);
      for (String name : BESIDE) {
        Path beside = source.get().resolveSibling(name);
        if (Files.isRegularFile(beside)) {
          copy(beside, folder.resolve(name));
        }
      }
    } else {
      DurableFile.writeNew(json, this::writeTables);
    }
    writeIfAbsent(CONFIG, config());
    writeIfAbsent(SPECIAL_TOKENS, specialTokens());
  }

  private static void copy(Path from, Path to) throws IOException {
    DurableFile.writeNew(
        to,
        target -> {
          try (FileChannel source = FileChannel.open(from)) {
            long length = source.size();
            for (long done = 0; done < length; ) {
              done += source.transferTo(done, length - done, target);
            }
          }
        });
  }

  private void writeTables(FileChannel channel) throws IOException {
    Writer writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
    tokenizer.writeJson(writer);
    writer.flush(); // whoever opened the channel closes it
  }

  private void writeIfAbsent(String name, JsonObject json) throws IOException {
    Path path = folder.resolve(name);
    if (!Files.exists(path)) {
      DurableFile.writeNew(path, PRETTY.toJson(json) + "\n");
    }
  }

  private JsonObject config() {
    JsonObject json = specialTokens();
    json.addProperty("tokenizer_class", "PreTrainedTokenizerFast");
    json.addProperty("model_max_length", context);
    json.addProperty("clean_up_tokenization_spaces", false);
    return json;
  }

  private JsonObject specialTokens() {
    JsonObject json = new JsonObject();
    add("bos_token", tokenizer.beginningOfText(), json);
    add("eos_token", OptionalInt.of(tokenizer.endOfText()), json);
    add("unk_token", tokenizer.special("<unk>"), json);
    add("pad_token", tokenizer.special("<pad>"), json);
    return json;
  }

  private void add(String key, OptionalInt id, JsonObject json) {
    id.ifPresent(token -> json.addProperty(key, TextStream.label(tokenizer, token)));
  }
}
