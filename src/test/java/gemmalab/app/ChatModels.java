package gemmalab.app;

import gemmalab.checkpoint.ModelFolder;
import gemmalab.model.Gemma3Model;
import gemmalab.model.TinyModels;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorThread;
import gemmalab.tensor.TensorTurns;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.tokenizer.gemma.Fixture;
import gemmalab.tokenizer.gemma.GemmaTokenizerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tiny random models with Gemma's tokenizer and the tokens of turns. */
public final class ChatModels {

  private ChatModels() {}

  /** Writes one into a folder, and tells which. */
  public static Path write(Path folder, int context) throws IOException {
    Path tokenizerJson = Fixture.withTurns(Files.createDirectories(folder.resolve("tokenizer")));
    Tokenizer tokenizer = GemmaTokenizerJson.read(tokenizerJson);
    Path written = Files.createDirectory(folder.resolve("model"));
    try (TensorThread thread = TensorThread.start()) {
      thread.call(() -> write(written, tokenizer, context)).join();
    }
    return written;
  }

  private static Path write(Path folder, Tokenizer tokenizer, int context) throws IOException {
    TensorEngine engine = TensorEngine.onThisThread();
    try (Gemma3Model model =
        TinyModels.random(engine, TinyModels.config(tokenizer.size(), context, 8))) {
      ModelFolder.write(model, tokenizer, folder, TensorTurns.onThisThread());
    }
    return folder;
  }
}
