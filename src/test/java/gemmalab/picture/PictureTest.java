package gemmalab.picture;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Dash;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lettering;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Raster;
import gemmalab.picture.DrawnShape.Stroke;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PictureTest {

  private static final int RED = 0xffff0000;
  private static final int GREEN = 0xff00ff00;
  private static final int BLUE = 0xff0000ff;
  private static final int CLEAR = 0;
  private static final Raster FOUR_CELLS =
      new Raster(0, 0, 20, 20, 2, new int[] {RED, GREEN, BLUE, CLEAR});

  @Test
  void svgIsXmlThatHoldsTheSentenceAndTheText() throws Exception {
    Lettering letters = new Lettering(Typeface.TOKEN, 12, Colour.Role.INK);
    Picture picture =
        new Picture(
            20,
            20,
            "\"a\" < \"b\" & c",
            List.of(FOUR_CELLS, Label.of(1, 2, "<20>\u0001&", letters, Anchor.START)));

    Document document = parsed(SvgWriter.text(picture, Palette.LIGHT));

    assertThat(text(document, "title")).isEqualTo("\"a\" < \"b\" & c");
    assertThat(text(document, "desc")).isEqualTo("\"a\" < \"b\" & c");
    assertThat(text(document, "text")).isEqualTo("<20>\ufffd&");
    assertThat(document.getElementsByTagName("image").getLength()).isEqualTo(1);
  }

  /** Many programs do not know dominant-baseline and would set the text half a line too high. */
  @Test
  void svgSetsTheFootOfTheLettersNotTheirMiddle() throws Exception {
    Lettering letters = new Lettering(Typeface.TOKEN, 10, Colour.Role.INK);
    Picture picture = new Picture(20, 20, "", List.of(Label.of(1, 10, "a", letters, Anchor.END)));

    String svg = SvgWriter.text(picture, Palette.LIGHT);

    assertThat(svg)
        .contains("y=\"13.6\"")
        .contains("text-anchor=\"end\"")
        .doesNotContain("dominant-baseline");
  }

  @Test
  void svgKeepsTheOpacityOfALine() throws Exception {
    Stroke half = new Stroke(Colour.Role.INK, 2, 0.5, Dash.DASHED);
    Picture picture = new Picture(20, 20, "", List.of(Lines.between(0, 0, 9, 9, half)));

    Element line =
        (Element)
            parsed(SvgWriter.text(picture, Palette.LIGHT)).getElementsByTagName("polyline").item(0);

    assertThat(line.getAttribute("stroke")).isEqualTo("#24292f");
    assertThat(line.getAttribute("stroke-opacity")).isEqualTo("0.502");
    assertThat(line.getAttribute("stroke-dasharray")).isEqualTo("6.0 4.0");
  }

  @Test
  void pngHasEachCellOfARasterWithoutSmoothing() throws Exception {
    Picture picture = new Picture(20, 20, "four cells", List.of(FOUR_CELLS));

    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(PngWriter.bytes(picture, Palette.DARK)));

    assertThat(image.getWidth()).isEqualTo(20 * PngWriter.SCALE);
    assertThat(image.getRGB(19, 19)).isEqualTo(RED);
    assertThat(image.getRGB(20, 19)).isEqualTo(GREEN);
    assertThat(image.getRGB(19, 20)).isEqualTo(BLUE);
    assertThat(image.getRGB(20, 20)).isEqualTo(Palette.DARK.argb(Colour.Role.BACKGROUND));
  }

  @Test
  void pngDrawsJapaneseTokens() throws Exception {
    Lettering letters = new Lettering(Typeface.TOKEN, 16, Colour.Role.INK);
    Picture one = new Picture(40, 20, "", List.of(Label.of(2, 10, "猫", letters, Anchor.START)));
    Picture other = new Picture(40, 20, "", List.of(Label.of(2, 10, "犬", letters, Anchor.START)));

    assertThat(PngWriter.bytes(one, Palette.LIGHT))
        .isNotEqualTo(PngWriter.bytes(other, Palette.LIGHT)); // not both the box of a lost glyph
  }

  @Test
  void csvQuotesWhatWouldBreakARow() {
    CsvTable table =
        new CsvTable(List.of("token", "p"), List.of(List.of("a,\"b\"\n", CsvTable.number(0.5))));

    assertThat(table.text()).isEqualTo("token,p\r\n\"a,\"\"b\"\"\n\",0.5\r\n");
  }

  @Test
  void csvLeavesWhatIsNoNumberEmpty() {
    assertThat(CsvTable.number(Double.NaN)).isEmpty();
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Document document, String element) {
    return document.getElementsByTagName(element).item(0).getTextContent();
  }
}
