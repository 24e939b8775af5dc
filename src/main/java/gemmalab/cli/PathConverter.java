package gemmalab.cli;

import gemmalab.text.Messages;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Makes a path of an option's value, and a sentence of one that cannot be a path. */
final class PathConverter implements ITypeConverter<Path> {

  @Override
  public Path convert(String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(sentence(e));
    }
  }

  static String sentence(InvalidPathException fault) {
    return Messages.english().format("error.path", fault.getInput(), fault.getReason());
  }
}
