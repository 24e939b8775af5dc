package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputCharsetTest {

  @Test
  void aTerminalGetsItsOwnCharset() {
    assertThat(OutputCharset.choose("IBM850", null, true)).isEqualTo(Charset.forName("IBM850"));
    assertThat(OutputCharset.choose("IBM850", "windows-1252", false))
        .isEqualTo(Charset.forName("IBM850"));
    assertThat(OutputCharset.choose("ISO-8859-1", "ISO-8859-1", true))
        .isEqualTo(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aFileOrPipeGetsUtf8WhateverTheSystemSays() {
    assertThat(OutputCharset.choose(null, "windows-1252", false)).isEqualTo(StandardCharsets.UTF_8);
    assertThat(OutputCharset.choose("windows-1252", "windows-1252", false))
        .isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void aTerminalWithoutALocaleOrWithAnUnknownOneGetsUtf8() {
    assertThat(OutputCharset.choose("ANSI_X3.4-1968", "ANSI_X3.4-1968", true))
        .isEqualTo(StandardCharsets.UTF_8);
    assertThat(OutputCharset.choose("cp-nobody-has", null, true)).isEqualTo(StandardCharsets.UTF_8);
  }
}
