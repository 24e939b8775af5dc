package gemmalab.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Makes a path of an option's value, and a sentence of one that cannot be a path. */
final class PathConverter implements ITypeConverter<Path> {

  private final CommandLineApp app;

  PathConverter(CommandLineApp app) {
    this.app = app;
  }

  @Override
  public Path convert(String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(sentence(e, app.text()));
    }
  }

  static String sentence(InvalidPathException fault, CliText text) {
    return text.shared().format("error.path", fault.getInput(), fault.getReason());
  }
}
