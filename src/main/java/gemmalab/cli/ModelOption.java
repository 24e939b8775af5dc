package gemmalab.cli;

import gemmalab.app.RunNames;
import gemmalab.app.UserFolders;
import gemmalab.app.UsualModel;
import gemmalab.text.Messages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model a command takes. */
final class ModelOption {

  @Option(
      names = {"--model_path", "--model-path"},
      description =
          "A model folder, a run or a safetensors file (default: best_model_params.pt of this"
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
}
