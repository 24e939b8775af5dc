package gemmalab.cli;

import gemmalab.app.ModelReport;
import gemmalab.app.ModelReport.TensorFit;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells a terminal how the tensors of a file fit the model, each in a row. */
final class ModelReportView {

  private static final double MEGABYTE = 1e6;

  private final PrintWriter out;

  ModelReportView(PrintWriter out) {
    this.out = out;
  }

  void show(ModelReport report) {
    out.println(
        String.format(
            Locale.ENGLISH,
            "%s: names of %s, %s, %,d parameters, %.1f MB in the file, %.1f MB in memory",
            report.path(),
            report.family(),
            String.join(" and ", report.types()),
            report.parameters(),
            report.bytes() / MEGABYTE,
            report.memoryBytes() / MEGABYTE));
    TextTable table = new TextTable();
    table.add("FIT", "IN THE FILE", "TYPE", "SHAPE", "IN THE MODEL", "SHAPE");
    report.tensors().forEach(tensor -> add(tensor, table));
    table.lines().forEach(out::println);
  }

  private static void add(TensorFit tensor, TextTable table) {
    table.add(
        RunWords.words(tensor.verdict()),
        tensor.name(),
        tensor.type(),
        tensor.shape(),
        tensor.modelName(),
        tensor.modelShape());
  }
}
