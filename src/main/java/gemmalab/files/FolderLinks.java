package gemmalab.files;

import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Links in a model's folder. A folder that was unpacked from somewhere may hold links to anything
 * on this machine, so none is followed out of it, but for one: Hugging Face's cache keeps a model's
 * files in {@code blobs}, and links to them in {@code snapshots/COMMIT}.
 */
public final class FolderLinks {

  private FolderLinks() {}

  /**
   * Makes sure that a file is in its folder indeed.
   *
   * @throws GemmaException if it is a link that leads elsewhere
   * @throws IOException if there is no such file
   */
  public static void requireInside(Path file) throws IOException {
    if (!Files.isSymbolicLink(file)) {
      return;
    }
    Path folder = file.toAbsolutePath().resolveSibling("").toRealPath();
    Path target = file.toRealPath();
    if (!target.startsWith(folder) && !isBlobOfCache(folder, target)) {
      throw new GemmaException("error.link.outside", file, target);
    }
  }

  private static boolean isBlobOfCache(Path folder, Path target) {
    Path snapshots = folder.getParent();
    return snapshots != null
        && snapshots.endsWith("snapshots")
        && target.startsWith(snapshots.resolveSibling("blobs"));
  }
}
