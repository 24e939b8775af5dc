package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Runs what an export holds, as far as that needs no PyTorch. */
public final class Python {

  public static final Path SOURCES = Path.of("src/main/resources/gemmalab/train/export");

  private Python() {}

  /** Runs a program that can import the sources of a folder; returns the lines that it prints. */
  public static List<String> run(Path sources, String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of("python3", "-B", "-c", program));
    command.addAll(Arrays.asList(arguments));
    Process process = start(sources, command);
    try {
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(printed).isZero();
      return printed.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Process start(Path sources, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONPATH", sources.toAbsolutePath().toString());
    try {
      return builder.start();
    } catch (IOException e) {
      Assumptions.abort("There is no python3 here: " + e.getMessage());
      throw new UncheckedIOException(e);
    }
  }
}
