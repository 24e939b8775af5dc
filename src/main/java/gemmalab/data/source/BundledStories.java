package gemmalab.data.source;

import gemmalab.data.Corpus;
import gemmalab.data.SegmentReader;
import java.io.InputStream;
import java.util.OptionalLong;

/** The stories that come with the app, in {@code assets/stories.txt}. */
record BundledStories(String name) implements Corpus {

  @Override
  public OptionalLong bytes() {
    return OptionalLong.empty();
  }

  @Override
  public String version() {
    return name;
  }

  @Override
  public SegmentReader open() {
    InputStream text = BundledStories.class.getResourceAsStream("/assets/stories.txt");
    if (text == null) {
      throw new IllegalStateException("assets/stories.txt is missing from the class path");
    }
    return new TextReader(TextInput.of(name, text), false);
  }
}
