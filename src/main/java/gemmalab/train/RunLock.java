package gemmalab.train;

import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Prevents two processes from writing into one run folder. The operating system holds the lock and
 * releases it when the process ends, however it ends: a leftover file is no obstacle. The file
 * contains the process id, for people.
 */
final class RunLock implements AutoCloseable {

  static final String FILE = "run.lock";

  /** A byte far behind the text is locked: Windows lets nobody read a byte that is locked. */
  private static final long LOCKED_BYTE = 1L << 30;

  /**
   * Folders that this process has locked. On Unix a process loses its lock as soon as it closes any
   * channel of the file, so the file of a locked folder must not be opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private RunLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Locks an existing folder.
   *
   * @throws GemmaException if another process has locked it
   */
  static synchronized RunLock acquire(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw new GemmaException("error.run.locked", folder, ownProcess());
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              real.resolve(FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        throw held(folder, channel);
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ownProcess() + "\n").getBytes(StandardCharsets.UTF_8)), 0);
      return new RunLock(real, channel);
    } catch (IOException | RuntimeException e) {
      HELD.remove(real);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  /** Whether a folder is locked. */
  static synchronized boolean isHeld(Path folder) {
    try {
      Path real = folder.toRealPath();
      Path file = real.resolve(FILE);
      if (HELD.contains(real)) {
        return true;
      }
      if (!Files.isWritable(file)) {
        return false; // nobody ever worked here, or nobody can
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        return lock(channel) == null; // closing gives it back
      }
    } catch (IOException e) {
      return false;
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    return channel.tryLock(LOCKED_BYTE, 1, false);
  }

  private static GemmaException held(Path folder, FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(32);
    channel.read(text, 0);
    String process = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    return process.isEmpty() // it has just begun
        ? new GemmaException("error.run.lockedByUnknown", folder)
        : new GemmaException("error.run.locked", folder, process);
  }

  /** As text, for a number would be written with thousands separators. */
  private static String ownProcess() {
    return String.valueOf(ProcessHandle.current().pid());
  }

  /** Lets others work in the folder; from any thread, and more than once. */
  @Override
  public void close() {
    synchronized (RunLock.class) {
      if (channel.isOpen()) {
        try {
          channel.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } finally {
          HELD.remove(folder);
        }
      }
    }
  }
}
