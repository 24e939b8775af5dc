package gemmalab.cli;

import gemmalab.app.ModelReport;
import gemmalab.app.ModelReport.TensorFit;
import java.io.PrintWriter;

/** Tells a terminal how the tensors of a file fit the model, each in a row. */
final class ModelReportView {

  private static final double MEGABYTE = 1e6;

  private final CliText text;
  private final PrintWriter out;

  ModelReportView(CliText text, PrintWriter out) {
    this.text = text;
    this.out = out;
  }

  void show(ModelReport report) {
    showFile(report);
    TextTable table = new TextTable();
    table.add(text.format("describe.columns").split(" \\| "));
    report.tensors().forEach(tensor -> add(tensor, table));
    table.lines().forEach(out::println);
  }

  /** What the file is as a whole. */
  void showFile(ModelReport report) {
    out.println(
        text.format(
            "describe.file",
            report.path(),
            report.family(),
            String.join(", ", report.types()),
            report.parameters(),
            report.bytes() / MEGABYTE,
            report.memoryBytes() / MEGABYTE));
    if (report.freeBytes() != Long.MAX_VALUE) {
      out.println(text.format("describe.free", report.freeBytes() / MEGABYTE));
    }
    out.println(
        text.format(
            "describe.tokenizer", text.shared().format(report.tokenizer().key()), rows(report)));
    if (report.tokenizerFault() != null) {
      out.println(text.error(report.tokenizerFault()));
    }
    if (!report.assumed().isEmpty()) {
      String values = text.assumed(report.assumed());
      out.println(text.shared().format("cli.model.assumed", values));
    }
  }

  private static int rows(ModelReport report) {
    return report.config().vocabSize();
  }

  private void add(TensorFit tensor, TextTable table) {
    table.add(
        text.word("describe.verdict", tensor.verdict()),
        tensor.name(),
        tensor.type(),
        tensor.shape(),
        tensor.modelName(),
        tensor.modelShape());
  }
}
