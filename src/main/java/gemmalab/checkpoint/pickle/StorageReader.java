package gemmalab.checkpoint.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads tensors' numbers from an archive: at one go where they lie one after another, else by pages
 * that are kept for a while, since the next row of a transposed matrix is in the same pages.
 */
final class StorageReader {

  /** Numbers of a page: few, since a column takes a page for each of its numbers. */
  private static final int PAGE = 256;

  private static final int MOST_PAGES = 4_096;

  private final TorchArchive archive;
  private final Map<Long, ByteBuffer> pages = new LinkedHashMap<>(MOST_PAGES, 0.75f, true);
  private String pagesOf = "";
  private ByteBuffer chunk = ByteBuffer.allocate(0);

  StorageReader(TorchArchive archive) {
    this.archive = archive;
  }

  /** Reads numbers from a row-major index on. */
  void read(TensorView view, long begin, float[] target) throws IOException {
    if (target.length == 0) {
      return;
    }
    if (view.isContiguous()) {
      readRow(view.storage(), view.place(begin), target);
    } else {
      readScattered(view, begin, target);
    }
  }

  private void readRow(Storage storage, long place, float[] target) throws IOException {
    StorageType type = storage.type();
    int bytes = Math.multiplyExact(target.length, type.bytes());
    if (chunk.capacity() < bytes) {
      chunk = ByteBuffer.allocate(bytes).order(archive.order());
    }
    chunk.clear().limit(bytes);
    archive.read(storage.key(), place * type.bytes(), chunk);
    for (int i = 0; i < target.length; i++) {
      target[i] = type.floatAt(chunk, i);
    }
  }

  private void readScattered(TensorView view, long begin, float[] target) throws IOException {
    Storage storage = view.storage();
    String kept = storage.key() + " " + storage.type();
    if (!pagesOf.equals(kept)) {
      pages.clear();
      pagesOf = kept;
    }
    for (int i = 0; i < target.length; i++) {
      long place = view.place(begin + i);
      target[i] = storage.type().floatAt(page(storage, place / PAGE), (int) (place % PAGE));
    }
  }

  private ByteBuffer page(Storage storage, long index) throws IOException {
    ByteBuffer page = pages.get(index);
    if (page == null) {
      if (pages.size() == MOST_PAGES) {
        pages.remove(pages.keySet().iterator().next());
      }
      page = readPage(storage, index * PAGE);
      pages.put(index, page);
    }
    return page;
  }

  private ByteBuffer readPage(Storage storage, long first) throws IOException {
    long numbers = Math.min(PAGE, storage.begin() + storage.count() - first);
    int bytes = storage.type().bytes();
    ByteBuffer page = ByteBuffer.allocate((int) numbers * bytes).order(archive.order());
    archive.read(storage.key(), first * bytes, page);
    return page;
  }
}
