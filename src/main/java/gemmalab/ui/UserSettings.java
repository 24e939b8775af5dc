package gemmalab.ui;

import gemmalab.app.UserFolders;
import gemmalab.files.DurableFile;
import gemmalab.text.Language;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.Destination;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the window remembers of its user, as a small file. What cannot be read counts as not set: a
 * window must always open.
 */
final class UserSettings {

  private static final Logger LOG = LoggerFactory.getLogger(UserSettings.class);
  private static final String FILE = "settings.properties";

  private final Path file;
  private final Properties values = new Properties();

  private UserSettings(Path file) {
    this.file = file;
  }

  /** Reads what a folder holds; a new folder is as good as an empty one. */
  static UserSettings in(Path folder) {
    UserSettings settings = new UserSettings(folder.resolve(FILE));
    if (Files.exists(settings.file)) {
      try (Reader reader = Files.newBufferedReader(settings.file)) {
        settings.values.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("The settings in {} cannot be read: {}", settings.file, e.getMessage());
      }
    }
    return settings;
  }

  /** The folder of this user. */
  static Path folderOfUser() {
    return UserFolders.settings();
  }

  Optional<Language> language() {
    return read(Language.class, "language");
  }

  Optional<Theme> theme() {
    return read(Theme.class, "theme");
  }

  Optional<Destination> screen() {
    return read(Destination.class, "screen");
  }

  Optional<WindowPlace> place() {
    return text("window").flatMap(WindowPlace::parse);
  }

  /** The folder or file of the model that was open last. */
  Optional<Path> model() {
    return text("model").flatMap(UserSettings::path);
  }

  /** The models that were opened last, newest first. */
  List<Path> recentModels() {
    return text("recent").stream()
        .flatMap(String::lines)
        .map(UserSettings::path)
        .flatMap(Optional::stream)
        .toList();
  }

  void setRecentModels(List<Path> paths) {
    set("recent", paths.stream().map(Path::toString).collect(Collectors.joining("\n")));
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The last text of a field. */
  Optional<String> text(String key) {
    return Optional.ofNullable(values.getProperty(key)).filter(text -> !text.isEmpty());
  }

  void set(String key, Enum<?> value) {
    set(key, value.name().toLowerCase(Locale.ROOT));
  }

  void set(String key, String value) {
    values.setProperty(key, value);
  }

  /** Writes the file; a fault is logged, since nobody's work is lost. */
  synchronized void save() {
    String lines =
        values.stringPropertyNames().stream()
            .sorted()
            .map(key -> key + "=" + escaped(values.getProperty(key)) + "\n")
            .collect(Collectors.joining());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      DurableFile.write(file, lines);
    } catch (IOException e) {
      LOG.warn("The settings in {} cannot be written: {}", file, e.getMessage());
    }
  }

  /** As {@link Properties#load} reads it. */
  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replaceFirst("^ ", "\\\\ ");
  }

  private <E extends Enum<E>> Optional<E> read(Class<E> type, String key) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(values.getProperty(key, ""))) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
