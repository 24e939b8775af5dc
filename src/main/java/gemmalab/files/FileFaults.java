package gemmalab.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read or written, in words that stand in a sentence. */
public final class FileFaults {

  private FileFaults() {}

  /**
   * What the system says, without the file: the sentence around it names what the user knows, and
   * the file may be a temporary one. Of the commonest faults Java says nothing but the file.
   */
  public static String reason(IOException fault) {
    String said = fault instanceof FileSystemException file ? file.getReason() : fault.getMessage();
    if (said != null && !said.isBlank()) {
      return said;
    }
    if (fault instanceof AccessDeniedException) {
      return "permission denied";
    } else if (fault instanceof NoSuchFileException missing) {
      return "there is no " + missing.getFile();
    } else if (fault instanceof FileAlreadyExistsException there) {
      return "there is a file " + there.getFile();
    } else if (fault instanceof NotDirectoryException file) {
      return file.getFile() + " is no folder";
    } else if (fault instanceof DirectoryNotEmptyException folder) {
      return folder.getFile() + " is not empty";
    }
    return fault instanceof EOFException ? "it ends too early" : "for an unknown reason";
  }
}
