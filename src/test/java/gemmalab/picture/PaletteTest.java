package gemmalab.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaletteTest {

  /** As hexadecimal digits; what follows an ampersand is a mask. */
  private static final Pattern COLOUR =
      Pattern.compile("#[0-9a-fA-F]{6}\\b|(?<!& )0x([fF]{2})?\\p{XDigit}{6}\\b");

  @Test
  void styleSheetsReadTheColourThatPicturesHave() {
    assertThat(Palette.LIGHT.css(Colour.Role.FULL)).isEqualTo("#bc4c00");
    assertThat(Palette.DARK.css(Colour.Role.FULL)).isEqualTo("#f0883e");
  }

  /** Two lists of colours drift apart: the window's orange was not that of its own pictures. */
  @Test
  void windowAndExportsWriteNoColourOfTheirOwn() {
    Stream<Path> files =
        Stream.of("java/gemmalab/ui", "java/gemmalab/generate", "resources/gemmalab/ui")
            .flatMap(folder -> files(Path.of("src/main", folder)));

    List<String> own = files.filter(PaletteTest::hasColour).map(Path::toString).toList();

    assertThat(own).isEmpty();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(java|css)")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasColour(Path file) {
    try {
      return COLOUR.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
