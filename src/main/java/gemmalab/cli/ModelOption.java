package gemmalab.cli;

import gemmalab.app.RunNames;
import gemmalab.app.UserFolders;
import gemmalab.app.UsualModel;
import java.nio.file.Path;
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
}
