package gemmalab.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleBlanksTest {

  @Test
  void everyBlankOfATokenAloneIsSeen() {
    assertThat(VisibleBlanks.alone(" a\t\r\n")).isEqualTo("▁a<09><0D>¶");
  }

  @Test
  void spacesInATextStayAsTheyAre() {
    assertThat(VisibleBlanks.inText(" a\n")).isEqualTo(" a¶");
  }

  @Test
  void newLineAtTheEndIsStillKnown() {
    assertThat(VisibleBlanks.endsLine(VisibleBlanks.inText("end.\n"))).isTrue();
    assertThat(VisibleBlanks.endsLine(VisibleBlanks.inText("\nend."))).isFalse();
    assertThat(VisibleBlanks.endsLine("")).isFalse();
  }
}
