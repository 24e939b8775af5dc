package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.app.RunNames;
import gemmalab.app.UserFolders;
import gemmalab.app.UsualModel;
import gemmalab.tensor.ComputeDevice;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which model a command takes. */
final class ModelOption {

  @Option(names = {"--model_path", "--model-path"})
  private @Nullable Path modelPath;

  /** The model that was named, or the usual one: then it says which. */
  Path path(CommandSpec spec) {
    if (modelPath != null) {
      return RunNames.find(modelPath);
    }
    UsualModel usual = UsualModel.find(Path.of(""), UserFolders.runs());
    String key = "cli.model." + usual.reason().name().toLowerCase(Locale.ROOT);
    spec.commandLine().getErr().println(CliText.of(spec).shared().format(key, usual.path()));
    return usual.path();
  }

  /**
   * Opens a model, says how far a long loading is, and names the tensors of its file that stay
   * unused.
   */
  static OpenModel open(Lab lab, Path path, ComputeDevice device, CommandSpec spec)
      throws InterruptedException {
    LoadProgress progress = new LoadProgress(path, spec.commandLine().getErr(), CliText.of(spec));
    OpenModel model = Futures.await(lab.models().open(path, device, progress));
    List<String> unused = model.unused();
    if (!unused.isEmpty()) {
      String note =
          CliText.of(spec)
              .shared()
              .format("cli.model.unused", unused.size(), String.join(", ", unused));
      spec.commandLine().getErr().println(note);
    }
    return model;
  }
}
