package gemmalab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The arrows between packages: each layer knows only those below it. */
@AnalyzeClasses(packages = "gemmalab", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** Top to bottom; packages of one layer may know each other, but for the two faces. */
  private static final List<Set<String>> LAYERS =
      List.of(
          Set.of("gemmalab.ui..", "gemmalab.cli.."),
          Set.of("gemmalab.app.."),
          Set.of(
              "gemmalab.train..",
              "gemmalab.generate..",
              "gemmalab.evaluate..",
              "gemmalab.inspect.."),
          Set.of(
              "gemmalab.model..",
              "gemmalab.data..",
              "gemmalab.tokenizer..",
              "gemmalab.checkpoint.."),
          Set.of("gemmalab.tensor.."),
          Set.of("gemmalab.text..", "gemmalab.picture.."));

  @ArchTest
  static final ArchRule CLI_DOES_NOT_KNOW_UI =
      noClasses()
          .that()
          .resideInAPackage("gemmalab.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("gemmalab.ui..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule UI_DOES_NOT_KNOW_CLI =
      noClasses()
          .that()
          .resideInAPackage("gemmalab.ui..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("gemmalab.cli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule FACES_NEVER_SEE_DJL =
      noClasses()
          .that()
          .resideInAnyPackage("gemmalab.ui..", "gemmalab.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule SERVICES_GIVE_NO_DJL_TYPE_AWAY =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("gemmalab.app..")
          .and()
          .arePublic()
          .should()
          .haveRawReturnType(resideInAPackage("ai.djl.."));

  @ArchTest
  static final ArchRule ONLY_UI_KNOWS_THE_WINDOW =
      noClasses()
          .that()
          .resideOutsideOfPackage("gemmalab.ui..")
          .and()
          .doNotHaveFullyQualifiedName("gemmalab.Main")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "org.jfree..", "org.controlsfx..");

  @ArchTest
  static final ArchRule ONLY_TENSOR_KNOWS_THE_PYTORCH_ENGINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("gemmalab.tensor..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl.pytorch..", "ai.djl.engine..");

  /** Digits of the user's language would end up in file names, JSON and pictures. */
  @ArchTest
  static final ArchRule TEXT_IS_FORMATTED_IN_A_NAMED_LOCALE =
      noClasses()
          .should()
          .callMethod(String.class, "formatted", Object[].class)
          .orShould()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(PrintStream.class, "printf", String.class, Object[].class)
          .orShould()
          .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
          .orShould()
          .callConstructor(Formatter.class);

  @ArchTest
  static void noLayerKnowsALayerAbove(JavaClasses classes) {
    List<String> above = new ArrayList<>();
    for (Set<String> layer : LAYERS) {
      if (!above.isEmpty()) {
        noClasses()
            .that()
            .resideInAnyPackage(layer.toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(above.toArray(String[]::new))
            .check(classes);
      }
      above.addAll(layer);
    }
  }

  @ArchTest
  static void everyPackageIsInALayer(JavaClasses classes) {
    List<String> layers =
        LAYERS.stream().flatMap(Set::stream).map(name -> name.replace("..", "")).toList();
    assertThat(classes.getPackage("gemmalab").getSubpackages())
        .extracting(JavaPackage::getName)
        .isSubsetOf(layers);
  }

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    JavaPackage root = classes.getPackage("gemmalab");
    assertThat(Stream.concat(Stream.of(root), root.getSubpackagesInTree().stream()))
        .filteredOn(each -> !each.getClasses().isEmpty())
        .hasSizeGreaterThan(10)
        .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
  }
}
