package gemmalab.train;

import gemmalab.checkpoint.ModelFolder;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.TensorTurns;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A model at one step, about to be saved. Its weights do not change meanwhile: the run that would
 * change them is the one that saves.
 *
 * @param turns in which its tensors are copied
 */
record CheckpointContents(
    Gemma3Model model, Tokenizer tokenizer, RunProgress progress, TensorTurns turns) {

  /** Writes the model into a folder. */
  void writeInto(Path folder) throws IOException {
    ModelFolder.write(model, tokenizer, folder, turns);
  }
}
