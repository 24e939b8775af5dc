package gemmalab.tokenizer.gemma;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;

/** Writes {@code tokenizer.json} as Hugging Face's {@code tokenizers} does for Gemma. */
final class GemmaTokenizerJsonWriter {

  private static final String SPACE = String.valueOf(GemmaTokenizer.SPACE);

  private final JsonWriter json;

  private GemmaTokenizerJsonWriter(Writer writer) {
    json = new JsonWriter(writer);
    json.setIndent("  ");
    json.setHtmlSafe(false);
  }

  /** Writes a tokenizer's tables. */
  static void write(GemmaTokenizer.Tables tables, Writer writer) throws IOException {
    new GemmaTokenizerJsonWriter(writer).write(tables);
    writer.flush();
  }

  private void write(GemmaTokenizer.Tables tables) throws IOException {
    json.beginObject();
    json.name("version").value("1.0");
    json.name("truncation").nullValue();
    json.name("padding").nullValue();
    writeAdded(tables);
    json.name("normalizer");
    writeReplacement(" ", SPACE);
    json.name("pre_tokenizer").beginObject();
    json.name("type").value("Split");
    json.name("pattern").beginObject().name("String").value(" ").endObject();
    json.name("behavior").value("MergedWithPrevious").name("invert").value(false);
    json.endObject();
    json.name("post_processor");
    writePrefix(tables);
    json.name("decoder").beginObject().name("type").value("Sequence");
    json.name("decoders").beginArray();
    writeReplacement(SPACE, " ");
    json.beginObject().name("type").value("ByteFallback").endObject();
    json.beginObject().name("type").value("Fuse").endObject();
    json.endArray().endObject();
    json.name("model");
    writeModel(tables);
    json.endObject();
  }

  private void writeAdded(GemmaTokenizer.Tables tables) throws IOException {
    json.name("added_tokens").beginArray();
    for (AddedToken token : tables.added()) {
      json.beginObject();
      json.name("id").value(token.id());
      json.name("content").value(token.content());
      json.name("single_word").value(false);
      json.name("lstrip").value(false);
      json.name("rstrip").value(false);
      json.name("normalized").value(token.normalized());
      json.name("special").value(token.special());
      json.endObject();
    }
    json.endArray();
  }

  private void writeReplacement(String from, String to) throws IOException {
    json.beginObject();
    json.name("type").value("Replace");
    json.name("pattern").beginObject().name("String").value(from).endObject();
    json.name("content").value(to);
    json.endObject();
  }

  /** What comes before a prompt: each of its tokens, then the text. */
  private void writePrefix(GemmaTokenizer.Tables tables) throws IOException {
    if (tables.prefix().isEmpty()) {
      json.nullValue();
      return;
    }
    json.beginObject().name("type").value("TemplateProcessing");
    json.name("single").beginArray();
    writeParts(tables, "A", 0);
    json.endArray();
    json.name("pair").beginArray();
    writeParts(tables, "A", 0);
    writeParts(tables, "B", 1);
    json.endArray();
    json.name("special_tokens").beginObject();
    for (int id : tables.prefix().stream().distinct().toList()) {
      String name = tables.text(id);
      json.name(name).beginObject().name("id").value(name);
      json.name("ids").beginArray().value(id).endArray();
      json.name("tokens").beginArray().value(name).endArray();
      json.endObject();
    }
    json.endObject().endObject();
  }

  private void writeParts(GemmaTokenizer.Tables tables, String text, int type) throws IOException {
    for (int id : tables.prefix()) {
      writePart("SpecialToken", tables.text(id), type);
    }
    writePart("Sequence", text, type);
  }

  private void writePart(String kind, String id, int type) throws IOException {
    json.beginObject().name(kind).beginObject();
    json.name("id").value(id).name("type_id").value(type);
    json.endObject().endObject();
  }

  private void writeModel(GemmaTokenizer.Tables tables) throws IOException {
    json.beginObject();
    json.name("type").value("BPE");
    json.name("dropout").nullValue();
    json.name("unk_token").value("<unk>");
    json.name("continuing_subword_prefix").nullValue();
    json.name("end_of_word_suffix").nullValue();
    json.name("fuse_unk").value(true);
    json.name("byte_fallback").value(true);
    json.name("ignore_merges").value(tables.encoding().isWholeFirst());
    json.name("vocab").beginObject();
    Vocabulary vocabulary = tables.vocabulary();
    for (int id = 0; id < vocabulary.size(); id++) {
      json.name(vocabulary.text(id)).value(id);
    }
    json.endObject();
    json.name("merges").beginArray();
    for (long pair : tables.encoding().merges().pairs()) {
      json.beginArray();
      json.value(vocabulary.text(Merges.left(pair))).value(vocabulary.text(Merges.right(pair)));
      json.endArray();
    }
    json.endArray();
    json.endObject();
  }
}
