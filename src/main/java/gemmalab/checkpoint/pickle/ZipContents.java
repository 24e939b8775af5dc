package gemmalab.checkpoint.pickle;

import java.io.IOException;
import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a zip says that it holds, before any of it is read.
 *
 * @param prefix of all names: the folder that the pickle is in
 */
record ZipContents(String prefix) {

  private static final String PICKLE = "data.pkl";
  private static final Pattern PICKLES = Pattern.compile("([^/]+/)?data\\.pkl");
  private static final Pattern LEADS_OUT =
      Pattern.compile("/.*|.*\\\\.*|[A-Za-z]:.*|(.*/)?\\.\\.(/.*)?", Pattern.DOTALL);

  /** No weights can be compressed as much. */
  private static final int MOST_RATIO = 20;

  private static final long SMALL = 1L << 20;

  static ZipContents check(ZipFile zip, long fileBytes) throws IOException {
    String prefix = "";
    int pickles = 0;
    long inflated = 0;
    for (Iterator<? extends ZipEntry> all = zip.stream().iterator(); all.hasNext(); ) {
      ZipEntry entry = all.next();
      String name = entry.getName();
      if (LEADS_OUT.matcher(name).matches()) {
        throw new IOException("it has an entry called " + PickleNames.shown(name));
      }
      if (PICKLES.matcher(name).matches()) {
        pickles++;
        prefix = name.substring(0, name.length() - PICKLE.length());
      }
      inflated = Math.addExact(inflated, isStored(entry) ? 0 : Math.max(0, entry.getSize()));
    }
    if (pickles != 1) {
      throw new IOException("one of PyTorch’s has one data.pkl, and it has " + pickles);
    } else if (inflated > MOST_RATIO * fileBytes + SMALL) {
      throw new IOException("unpacked it would have " + inflated + " bytes");
    }
    return new ZipContents(prefix);
  }

  String pickle() {
    return prefix + PICKLE;
  }

  String byteOrder() {
    return prefix + "byteorder";
  }

  String storage(String key) {
    return prefix + "data/" + key;
  }

  static boolean isStored(ZipEntry entry) {
    return entry.getMethod() == ZipEntry.STORED;
  }
}
