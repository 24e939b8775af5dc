package gemmalab.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pages of the glossary are made from {@link Glossary}. After a change to its texts: {@code mvn
 * test -Dtest=GlossaryPagesTest -Dglossary.write=true} writes them.
 */
class GlossaryPagesTest {

  private static final Path FOLDER = Path.of("src/site/markdown");

  @ParameterizedTest
  @EnumSource
  void thePageIsTheGlossary(Language language) throws IOException {
    GlossaryPage page = new GlossaryPage(language);
    Path file = FOLDER.resolve(page.file());
    if (Boolean.getBoolean("glossary.write")) {
      Files.writeString(file, page.markdown());
    }
    assertThat(file)
        .as("write it with mvn test -Dtest=GlossaryPagesTest -Dglossary.write=true")
        .hasContent(page.markdown());
  }
}
