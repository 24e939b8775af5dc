package gemmalab.ui.attention.lens;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.text.Language;
import gemmalab.ui.attention.map.MapBoard;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class BoardNameTest {

  private final Texts texts = new Texts(Language.ENGLISH);
  private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);

  @Test
  void boardThatShowsNothingYetHasANameInBothLanguages() {
    MapBoard map = new MapBoard(texts, theme);
    assertThat(map.getAccessibleText()).isEqualTo("Map");
    assertThat(new LensBoard(texts, theme).getAccessibleText()).isEqualTo("Logit lens");

    texts.language().set(Language.JAPANESE);

    assertThat(map.getAccessibleText()).isEqualTo("マップ");
  }
}
