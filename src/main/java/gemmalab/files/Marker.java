package gemmalab.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A file that says that the folder around it is the app's and whose stead it holds. The process at
 * work keeps it locked; the operating system drops the lock when the process ends, however it ends.
 */
final class Marker {

  private static final String FIRST_LINE = "Gemma Lab made this folder to replace the one named:\n";

  /** No name of a file is longer, in bytes. */
  private static final int MOST_BYTES = 4_096;

  /** A byte far behind the text is locked: Windows lets nobody read a byte that is locked. */
  private static final long LOCKED_BYTE = 1L << 30;

  /**
   * Those that this process holds. On Unix a process loses its lock as soon as it closes any
   * channel of the file, so one that is held must not be opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final String name;
  private final FileChannel channel;

  private Marker(Path file, String name, FileChannel channel) {
    this.file = file;
    this.name = name;
    this.channel = channel;
  }

  /**
   * Makes one that is held.
   *
   * @param name of the target
   * @throws NoSuchFileException if someone takes the folder away meanwhile
   */
  static Marker create(Path file, String name) throws IOException {
    HELD.add(file);
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (lock(channel) == Lock.OF_ANOTHER) {
        throw new NoSuchFileException(file.toString());
      }
      channel.write(ByteBuffer.wrap((FIRST_LINE + name + "\n").getBytes(StandardCharsets.UTF_8)));
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      return new Marker(file, name, channel);
    } catch (IOException | RuntimeException e) {
      release(file, channel);
      throw e;
    }
  }

  /**
   * Takes one that nobody holds. Its name is empty if the process was killed before it wrote it:
   * then there is nothing else in the folder.
   */
  static Optional<Marker> takeOver(Path file) {
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    try {
      Optional<String> name = Files.size(file) == 0 ? Optional.of("") : read(file);
      channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      if (name.isPresent() && lock(channel) == Lock.OURS && Files.exists(file)) {
        return Optional.of(new Marker(file, name.get(), channel));
      }
    } catch (IOException e) {
      // gone, or not ours to write: it is left alone
    }
    release(file, channel);
    return Optional.empty();
  }

  /** The target's name in a marker, if it is one. */
  static Optional<String> read(Path file) {
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      String text = Files.readString(file);
      boolean whole = text.startsWith(FIRST_LINE) && text.endsWith("\n");
      return whole
          ? Optional.of(text.substring(FIRST_LINE.length(), text.length() - 1))
              .filter(Marker::isName)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A marker that came from elsewhere must not lead out of the folder. */
  private static boolean isName(String name) {
    try {
      Path path = Path.of(name);
      return path.getNameCount() == 1
          && path.getRoot() == null
          && !name.isEmpty()
          && !name.equals(".")
          && !name.equals("..");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  String name() {
    return name;
  }

  void sync() throws IOException {
    channel.force(true);
  }

  /** Lets others take it. */
  void release() {
    release(file, channel);
  }

  private enum Lock {
    OURS,
    OF_ANOTHER,
    /** Some network folders have no locks: who is at work there cannot be known. */
    UNKNOWN
  }

  private static Lock lock(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      return lock == null ? Lock.OF_ANOTHER : Lock.OURS;
    } catch (OverlappingFileLockException e) {
      return Lock.OF_ANOTHER;
    } catch (IOException e) {
      return Lock.UNKNOWN;
    }
  }

  private static void release(Path file, @Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // what was locked is free all the same
    } finally {
      HELD.remove(file);
    }
  }
}
