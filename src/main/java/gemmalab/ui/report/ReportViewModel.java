package gemmalab.ui.report;

import gemmalab.app.ModelReport;
import gemmalab.app.ModelReport.TensorFit;
import gemmalab.app.TokenizerKind;
import gemmalab.checkpoint.names.FitReport.Verdict;
import gemmalab.model.GemmaConfig;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What is in a model's file, as facts, findings and a table of its tensors. */
public final class ReportViewModel {

  private final ModelReport report;
  private final Texts texts;
  private final BooleanProperty onlyDifferences = new SimpleBooleanProperty();
  private final ObservableList<TensorFit> rows = FXCollections.observableArrayList();

  public ReportViewModel(ModelReport report, Texts texts) {
    this.report = report;
    this.texts = texts;
    onlyDifferences.subscribe(now -> rows.setAll(now ? differences() : report.tensors()));
    onlyDifferences.set(!differences().isEmpty());
  }

  // Properties

  /** Whether the table leaves out the tensors that match. */
  public BooleanProperty onlyDifferences() {
    return onlyDifferences;
  }

  /** The table. */
  public ObservableList<TensorFit> rows() {
    return rows;
  }

  /** Whether the model can be opened. */
  public boolean canOpen() {
    return report.fits();
  }

  String title() {
    return texts.format("ui.report.title", String.valueOf(report.path().getFileName()));
  }

  /** Facts by their names. */
  Map<String, String> facts() {
    GemmaConfig config = report.config();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("family", report.family());
    facts.put("parameters", Numbers.whole(report.parameters()));
    facts.put(
        "size",
        texts.format(
            "ui.report.size.value",
            Numbers.bytes(report.bytes()),
            String.join(", ", report.types())));
    facts.put("memory", memory());
    facts.put(
        "layers",
        texts.format(
            "ui.report.layers.value",
            config.numHiddenLayers(),
            config.hiddenSize(),
            config.vocabSize()));
    facts.put(
        "heads",
        texts.format(
            "ui.report.heads.value",
            config.numAttentionHeads(),
            config.numKeyValueHeads(),
            config.headDim()));
    facts.put("tokenizer", tokenizer());
    return facts;
  }

  private String tokenizer() {
    return report.tokenizer() == TokenizerKind.UNKNOWN
        ? texts.format("ui.report.tokenizer.none")
        : texts.format(report.tokenizer().key());
  }

  private String memory() {
    String needed = Numbers.bytes(report.memoryBytes());
    return report.freeBytes() == Long.MAX_VALUE
        ? needed
        : texts.format("ui.report.memory.value", needed, Numbers.bytes(report.freeBytes()));
  }

  /** What one should know before the model is opened. */
  List<String> findings() {
    List<String> findings = new ArrayList<>();
    find(findings, Verdict.MISSING, "ui.report.finding.missing");
    find(findings, Verdict.TRANSPOSED, "ui.report.finding.transposed");
    find(findings, Verdict.WRONG_SHAPE, "ui.report.finding.wrong_shape");
    find(findings, Verdict.EXTRA, "ui.report.finding.extra");
    if (!canOpen()) {
      findings.add(texts.format("ui.report.finding.closed"));
    }
    if (!report.assumed().isEmpty()) {
      findings.add(texts.format("ui.report.finding.assumed", assumed()));
    }
    if (report.tokenizerFault() != null) {
      findings.add(
          texts.format("ui.report.finding.tokenizer", texts.fault(report.tokenizerFault())));
    }
    if (report.isTooLarge()) {
      findings.add(texts.format("ui.report.finding.memory"));
    }
    return findings;
  }

  private void find(List<String> findings, Verdict verdict, String key) {
    long count = report.tensors().stream().filter(t -> t.verdict() == verdict).count();
    if (count > 0) {
      findings.add(texts.format(key, count));
    }
  }

  private String assumed() {
    return report.assumed().stream()
        .map(each -> texts.format(each.kind().key(), each.digits()))
        .collect(Collectors.joining("; "));
  }

  String verdict(TensorFit tensor) {
    return texts.format("ui.report.verdict." + tensor.verdict().name().toLowerCase(Locale.ROOT));
  }

  /** All of it as text, for someone who can help. */
  public String text() {
    Stream<String> facts =
        facts().entrySet().stream()
            .map(fact -> texts.format("ui.report." + fact.getKey()) + ": " + fact.getValue());
    Stream<String> tensors =
        report.tensors().stream()
            .map(
                tensor ->
                    String.join(
                        "\t",
                        verdict(tensor),
                        tensor.name(),
                        tensor.type(),
                        tensor.shape(),
                        tensor.modelName(),
                        tensor.modelShape()));
    return Stream.of(Stream.of(report.path().toString()), facts, findings().stream(), tensors)
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private List<TensorFit> differences() {
    return report.tensors().stream().filter(t -> t.verdict() != Verdict.MATCHED).toList();
  }
}
