package gemmalab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.text.Language;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.Destination;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserSettingsTest {

  @TempDir Path folder;

  @Test
  void anEmptyFolderHasNothingSet() {
    UserSettings settings = UserSettings.in(folder.resolve("new"));

    assertThat(settings.language()).isEmpty();
    assertThat(settings.theme()).isEmpty();
    assertThat(settings.screen()).isEmpty();
    assertThat(settings.place()).isEmpty();
    assertThat(settings.model()).isEmpty();
    assertThat(settings.recentModels()).isEmpty();
  }

  @Test
  void whatIsSavedIsReadAgain() {
    UserSettings settings = UserSettings.in(folder.resolve("new"));
    settings.set("language", Language.JAPANESE);
    settings.set("theme", Theme.DARK);
    settings.set("screen", Destination.ATTENTION);
    settings.set("window", new WindowPlace(new Rectangle2D(-5, 7, 1280, 800), true).toString());
    settings.set("model", "/a b/モデル");
    settings.setRecentModels(List.of(Path.of("/a b/モデル"), Path.of("/x\\y")));
    settings.save();

    UserSettings read = UserSettings.in(folder.resolve("new"));

    assertThat(read.language()).contains(Language.JAPANESE);
    assertThat(read.theme()).contains(Theme.DARK);
    assertThat(read.screen()).contains(Destination.ATTENTION);
    assertThat(read.place()).contains(new WindowPlace(new Rectangle2D(-5, 7, 1280, 800), true));
    assertThat(read.model()).contains(Path.of("/a b/モデル"));
    assertThat(read.recentModels()).containsExactly(Path.of("/a b/モデル"), Path.of("/x\\y"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " begins with a space",
        "C:\\new\\runs",
        "two\nlines\r\nand = # ! : signs",
        "\\u12",
        "ends with \\",
        "tab\tand 猫"
      })
  void anyTextComesBackAsItWas(String text) {
    UserSettings settings = UserSettings.in(folder);
    settings.set("prompt", text);
    settings.save();

    assertThat(UserSettings.in(folder).text("prompt")).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "theme=purple\nwindow=1 2\nscreen=\nmodel=",
        "window=a b c d",
        "window=\\u12x",
        "\0"
      })
  void aDamagedFileCountsAsNotSet(String text) throws IOException {
    Files.writeString(folder.resolve("settings.properties"), text);
    UserSettings settings = UserSettings.in(folder);

    assertThat(settings.theme()).isEmpty();
    assertThat(settings.place()).isEmpty();
    assertThat(settings.screen()).isEmpty();
    assertThat(settings.model()).isEmpty();
  }

  @Test
  void bytesThatAreNoTextCountAsNotSet() throws IOException {
    Files.write(
        folder.resolve("settings.properties"),
        "theme=\u00ff".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(UserSettings.in(folder).theme()).isEmpty();
  }
}
