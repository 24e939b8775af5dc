package gemmalab.cli;

import gemmalab.app.DataService;
import gemmalab.data.tokens.CacheEntries;
import gemmalab.data.tokens.CacheEntries.Entry;
import gemmalab.data.tokens.TokenCache;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cache}: what is kept of large texts, and a way to be rid of it. */
@Command(name = "cache", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CacheCommand implements Callable<Integer> {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final double MEGABYTE = 1e6;

  @Option(names = "--empty")
  private boolean empty;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    TokenCache cache = DataService.cacheOfUser();
    if (empty) {
      empty(cache.entries());
    } else {
      list(cache);
    }
    return CommandLineApp.DONE;
  }

  private void list(TokenCache cache) {
    List<Entry> entries = cache.entries().list();
    TextTable table = new TextTable();
    CliText text = CliText.of(spec);
    table.add(
        text.format("cache.entry"), text.format("cache.megabytes"), text.format("cache.used"));
    for (Entry entry : entries) {
      table.add(
          String.valueOf(entry.folder().getFileName()),
          String.format(Locale.ENGLISH, "%,.1f", entry.bytes() / MEGABYTE),
          DATE.format(entry.lastUsed().atZone(ZoneId.systemDefault())));
    }
    if (!entries.isEmpty()) {
      table.lines().forEach(out()::println);
    }
    say(
        "cli.cache.sum",
        cache.entries().folder(),
        bytes(entries) / MEGABYTE,
        cache.limitBytes() / MEGABYTE);
  }

  private void empty(CacheEntries entries) {
    List<Entry> gone = entries.empty();
    say("cli.cache.emptied", gone.size(), bytes(gone) / MEGABYTE);
    List<Entry> left = entries.list();
    if (!left.isEmpty()) {
      say("cli.cache.inUse", left.size(), entries.folder());
    }
  }

  private static long bytes(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::bytes).sum();
  }

  private void say(String key, Object... arguments) {
    out().println(CliText.of(spec).shared().format(key, arguments));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
