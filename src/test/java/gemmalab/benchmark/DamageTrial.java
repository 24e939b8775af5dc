package gemmalab.benchmark;

import gemmalab.damage.DamageHarness;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens thousands of damaged files with each reader and prints what became of them; not a test. By
 * hand, with the number of files and a part of the readers' names:
 *
 * <pre>
 * mvn -q test-compile exec:exec -Dexec.classpathScope=test -Dquick.start=-Xmx512m \
 *   -Dmain.class=gemmalab.benchmark.DamageTrial -Dexec.arguments="20000 pickle"</pre>
 */
public final class DamageTrial {

  private DamageTrial() {}

  public static void main(String[] arguments) throws Exception {
    int mutants = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    Path folder = Files.createTempDirectory("damage");
    for (String reader : DamageHarness.readers()) {
      if (arguments.length < 2 || reader.contains(arguments[1])) {
        long begin = System.nanoTime();
        Object tally = new DamageHarness(folder).run(reader, mutants);
        long seconds = (System.nanoTime() - begin) / 1_000_000_000;
        System.out.println(reader + ": " + tally + " in " + seconds + " s");
      }
    }
  }
}
