package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.app.RunNames;
import gemmalab.app.UserFolders;
import gemmalab.app.UsualModel;
import gemmalab.tensor.ComputeDevice;
import gemmalab.text.Messages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model a command takes. */
final class ModelOption {

  @Option(
      names = {"--model_path", "--model-path"},
      description =
          "A model folder, a run, a safetensors or a GGUF file (default: best_model_params.pt of this"
              + " folder, else the newest run, else the model that comes with the app).")
  private @Nullable Path modelPath;

  /** The model that was named, or the usual one: then it says which. */
  Path path(PrintWriter err) {
    if (modelPath != null) {
      return RunNames.find(modelPath);
    }
    UsualModel usual = UsualModel.find(Path.of(""), UserFolders.runs());
    String key = "cli.model." + usual.reason().name().toLowerCase(Locale.ROOT);
    err.println(Messages.english().format(key, usual.path()));
    return usual.path();
  }

  /** Opens a model, and names what of its file stays unused. */
  static OpenModel open(Lab lab, Path path, ComputeDevice device, PrintWriter err)
      throws InterruptedException {
    OpenModel model = Futures.await(lab.models().open(path, device));
    List<String> unused = model.unused();
    if (!unused.isEmpty()) {
      err.println(
          Messages.english().format("cli.model.unused", unused.size(), String.join(", ", unused)));
    }
    return model;
  }
}
