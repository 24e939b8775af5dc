package gemmalab.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small disk in memory, which can be full; only root can make one. */
final class SmallDisk implements AutoCloseable {

  private static final int BLOCK_BYTES = 4096;

  private final Path folder;
  private final long bytes;

  /** Mounts one. */
  SmallDisk(Path folder, long bytes) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.bytes = bytes / BLOCK_BYTES * BLOCK_BYTES;
    run("mount", "-t", "tmpfs", "-o", "size=" + this.bytes, "tmpfs", folder.toString());
  }

  Path folder() {
    return folder;
  }

  /** Leaves that much room; less is not possible if more is taken already. */
  void leave(long freeBytes) throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    try (OutputStream filler = Files.newOutputStream(filler())) {
      while (folder.toFile().getUsableSpace() > freeBytes) {
        filler.write(block);
      }
    } catch (IOException e) {
      if (folder.toFile().getUsableSpace() > freeBytes) { // someone else took the last block
        throw e;
      }
    }
  }

  /** Makes room again. */
  void empty() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() throws IOException {
    run("umount", folder.toString());
    Files.delete(folder);
  }

  private static void run(String... command) throws IOException {
    try {
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IOException(List.of(command) + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
