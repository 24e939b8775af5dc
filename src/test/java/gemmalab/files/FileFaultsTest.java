package gemmalab.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFaultsTest {

  @TempDir Path folder;

  @Test
  void aFolderThatMayNotBeWrittenSaysSoRatherThanItsName() {
    IOException fault = new AccessDeniedException("/data/.gemma-lab-99d2df56a9d99e69");
    assertThat(FileFaults.reason(fault)).isEqualTo("permission denied");
  }

  @Test
  void whatTheSystemSaysStandsAlone() {
    assertThat(FileFaults.reason(new FileSystemException("/a", null, "Read-only file system")))
        .isEqualTo("Read-only file system");
    assertThat(FileFaults.reason(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
  }

  @Test
  void faultsOfWhichJavaGivesOnlyTheFileAreToldInWords() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path missing = folder.resolve("missing");
    assertThat(FileFaults.reason(fault(() -> Files.createDirectory(file))))
        .isEqualTo("there is a file " + file);
    assertThat(FileFaults.reason(fault(() -> Files.readString(missing))))
        .isEqualTo("there is no " + missing);
    assertThat(FileFaults.reason(new IOException())).isEqualTo("for an unknown reason");
  }

  private static IOException fault(ThrowingCallable work) {
    return Assertions.catchThrowableOfType(IOException.class, work);
  }
}
