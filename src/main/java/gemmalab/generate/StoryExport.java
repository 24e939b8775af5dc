package gemmalab.generate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.Palette;
import java.util.List;
import java.util.Locale;

/** File formats of an exported story. */
public enum StoryExport {
  /** Plain text. */
  TEXT("txt") {
    @Override
    public String write(StoryNode end) {
      return end.text() + "\n";
    }
  },
  /** Tokens with their probabilities. */
  JSON("json") {
    @Override
    public String write(StoryNode end) {
      return GSON.toJson(new Story(end.prompt(), end.tokens())) + "\n";
    }
  },
  /** Highlighted by surprisal, as in the window. */
  HTML("html") {
    @Override
    public String write(StoryNode end) {
      StringBuilder page = new StringBuilder(head());
      page.append(escaped(end.prompt()));
      end.tokens().forEach(token -> page.append(span(token)));
      return page.append("</p>\n").toString();
    }
  };

  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  @SuppressWarnings("InlineFormatString") // a page of its own
  private static final String HTML_HEAD =
      """
      <!doctype html>
      <meta charset="utf-8">
      <title>Gemma Lab</title>
      <style>
      p { font: 18px/1.8 sans-serif; max-width: 40em; white-space: pre-wrap; color: %s }
      %s</style>
      <p>""";

  private final String extension;

  /** The JSON form of a story. */
  private record Story(String prompt, List<GeneratedToken> tokens) {}

  StoryExport(String extension) {
    this.extension = extension;
  }

  /** The contents of the file for the story that ends here. */
  public abstract String write(StoryNode end);

  /** The file extension, without a dot. */
  public String extension() {
    return extension;
  }

  private static String head() {
    StringBuilder shades = new StringBuilder();
    for (SurprisalLevel step : SurprisalLevel.values()) {
      step.shade().ifPresent(shade -> shades.append(rule(step, shade)));
    }
    return String.format(Locale.ROOT, HTML_HEAD, Palette.LIGHT.css(Role.INK), shades);
  }

  private static String rule(SurprisalLevel step, Role shade) {
    return String.format(
        Locale.ROOT,
        ".%s { background: %s; border-bottom: %dpx solid %s }\n",
        step.style(),
        Palette.LIGHT.css(shade),
        step.linePixels(),
        Palette.LIGHT.css(Role.SURPRISAL_LINE));
  }

  private static String span(GeneratedToken token) {
    return String.format(
        Locale.ENGLISH,
        "<span class=\"%s\" title=\"%.1f %%, rank %d\">%s</span>",
        token.surprisalLevel().style(),
        100 * token.probability(),
        token.rank(),
        escaped(token.text()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
