package gemmalab.checkpoint.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file as torch wrote it before version 1.6: pickles of a magic number, a protocol, the machine,
 * the object and the storages' keys; then each storage's count of numbers, in eight bytes, and its
 * bytes, which every machine wrote little-endian.
 */
final class LegacyArchive implements TorchArchive {

  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;

  /** The magic number's pickle: a protocol, from the fourth on a frame's length, ten bytes. */
  private static final Pattern START = Pattern.compile("80..(95.{16})?8a0a6cfc9c46f9206aa85019");

  private static final int START_BYTES = 23;

  private final FileChannel channel;
  private final Object root;
  private final Map<String, Place> places = new HashMap<>();

  private record Place(long begin, long bytes) {}

  private LegacyArchive(FileChannel channel, Path path) throws IOException {
    this.channel = channel;
    Allowance allowance = new Allowance(channel.size());
    PickleInput input =
        new PickleInput(Channels.newInputStream(channel), channel.size(), allowance);
    PickleMachine machine = new PickleMachine(input, new PickleNames(path), allowance);
    if (!machine.read().equals(MAGIC)) {
      throw new IOException("it does not begin as torch.save begins its files");
    }
    Object protocol = machine.read();
    if (!protocol.equals(PROTOCOL)) {
      throw new IOException("its protocol is not " + PROTOCOL);
    }
    PickleValue.entries(machine.read()); // the machine: its byte order and sizes of C's types
    root = machine.read();
    findStorages(PickleValue.items(machine.read()), machine.storages(), input.position());
  }

  static boolean hasMagicNumber(Path path) throws IOException {
    try (InputStream stream = Files.newInputStream(path)) {
      return START.matcher(HexFormat.of().formatHex(stream.readNBytes(START_BYTES))).lookingAt();
    }
  }

  static LegacyArchive open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new LegacyArchive(channel, path);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void findStorages(PickleValue.Items keys, Map<String, Storage> storages, long begin)
      throws IOException {
    ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long next = begin;
    for (Object key : keys.list()) {
      Storage storage = storages.get(PickleValue.text(key));
      if (storage == null || places.containsKey(storage.key())) {
        throw new IOException("it lists a storage twice, or one that no tensor has");
      }
      ChannelBytes.fill(channel, next, count.clear());
      long bytes =
          Math.multiplyExact(PickleValue.count(count.getLong(0)), (long) storage.type().bytes());
      next += Long.BYTES;
      if (bytes > channel.size() - next) {
        throw new EOFException("it ends before the numbers of storage " + storage.key());
      }
      places.put(storage.key(), new Place(next, bytes));
      next += bytes;
    }
  }

  @Override
  public Object root() {
    return root;
  }

  @Override
  public ByteOrder order() {
    return ByteOrder.LITTLE_ENDIAN;
  }

  @Override
  public long bytes(String key) {
    Place place = places.get(key);
    return place == null ? -1 : place.bytes();
  }

  @Override
  public boolean isRandomAccess(String key) {
    return true;
  }

  @Override
  public void read(String key, long position, ByteBuffer target) throws IOException {
    Place place = places.get(key);
    if (place == null) {
      throw new EOFException("it lacks storage " + key);
    }
    ChannelBytes.fill(channel, place.begin() + position, target);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
