package gemmalab.cli;

import gemmalab.checkpoint.config.Assumption;
import gemmalab.text.GemmaException;
import gemmalab.text.Language;
import gemmalab.text.Messages;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands print and their help say, in one language. */
final class CliText {

  private static final String BUNDLE = "gemmalab.cli.commands";

  private final Messages commands;
  private final Messages shared;

  CliText(Language language) {
    commands = Messages.of(BUNDLE, language);
    shared = Messages.of(language);
  }

  /** The texts of the language that the user asked for. */
  static CliText of(CommandSpec spec) {
    return ((CommandLineApp) spec.root().userObject()).text();
  }

  /** A text of the commands. */
  String format(String key, Object... arguments) {
    return commands.format(key, arguments);
  }

  /** The word for a constant, such as the reason why a run ended. */
  String word(String group, Enum<?> constant) {
    return format(group + "." + constant.name().toLowerCase(Locale.ROOT));
  }

  /** A time as people say it. */
  String duration(double seconds) {
    return shared.duration(seconds);
  }

  /** What is assumed of a model, one after the other. */
  String assumed(List<Assumption> assumed) {
    return assumed.stream()
        .map(each -> shared.format(each.kind().key(), each.digits()))
        .collect(Collectors.joining("; "));
  }

  /** An error in one sentence. */
  String error(Throwable error) {
    return error instanceof GemmaException known
        ? known.in(shared)
        : String.valueOf(error.getMessage());
  }

  /** The texts that commands share with the window. */
  Messages shared() {
    return shared;
  }

  /** The texts of help, where picocli looks for them. */
  ResourceBundle help() {
    return commands.bundle();
  }
}
