package gemmalab.benchmark;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.gemma.GemmaTokenizer;
import gemmalab.tokenizer.gemma.GemmaTokenizerJson;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * Writes random texts and what the app makes of them, for a comparison with Python's {@code
 * tokenizers} elsewhere: {@code TOKENIZER.JSON FOLDER COUNT}. Into the folder come
 *
 * <ul>
 *   <li>{@code texts.jsonl.gz}: a text a line;
 *   <li>{@code ids.bin.gz}: for each its number of tokens, then their ids, big-endian in four bytes
 *       each, as {@code encode(text, add_special_tokens=False)} gives them;
 *   <li>{@code plain.bin.gz}: the same with {@code encode_special_tokens}, where the names of
 *       special tokens are plain text; -1 instead of the number if the ids are the same;
 *   <li>{@code decoded.jsonl.gz}: the text of the ids with special tokens left out; {@code null} if
 *       it is the text with {@code ▁} read as a space.
 * </ul>
 */
final class TokenizerTrial {

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private TokenizerTrial() {}

  public static void main(String[] arguments) throws IOException {
    GemmaTokenizer tokenizer = (GemmaTokenizer) GemmaTokenizerJson.read(Path.of(arguments[0]));
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    RandomTexts random = new RandomTexts();
    long tokens = 0;
    long began = System.nanoTime();
    try (Writer texts = lines(folder.resolve("texts.jsonl.gz"));
        Writer decoded = lines(folder.resolve("decoded.jsonl.gz"));
        DataOutputStream ids = numbers(folder.resolve("ids.bin.gz"));
        DataOutputStream plain = numbers(folder.resolve("plain.bin.gz"))) {
      for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
        String text = random.next();
        int[] prompt = tokenizer.encodePrompt(text);
        int[] found = Arrays.copyOfRange(prompt, 1, prompt.length); // without <bos>
        int[] asText = tokenizer.encode(text);
        String back = TextStream.decode(tokenizer, found);
        texts.write(GSON.toJson(text) + "\n");
        decoded.write(GSON.toJson(back.equals(text.replace('▁', ' ')) ? null : back) + "\n");
        write(ids, found);
        if (Arrays.equals(found, asText)) {
          plain.writeInt(-1);
        } else {
          write(plain, asText);
        }
        tokens += found.length;
      }
    }
    System.out.printf("%,d tokens, %,d ms%n", tokens, (System.nanoTime() - began) / 1_000_000);
  }

  private static Writer lines(Path file) throws IOException {
    return new OutputStreamWriter(
        new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8);
  }

  private static DataOutputStream numbers(Path file) throws IOException {
    return new DataOutputStream(
        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file))));
  }

  private static void write(DataOutputStream numbers, int[] ids) throws IOException {
    numbers.writeInt(ids.length);
    for (int id : ids) {
      numbers.writeInt(id);
    }
  }
}
