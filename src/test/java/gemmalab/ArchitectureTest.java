package gemmalab;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Formatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
          Set.of("gemmalab.text..", "gemmalab.files..", "gemmalab.picture..", "gemmalab.thread.."));

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
  static final ArchRule SERVICES_NAME_NO_DJL_TYPE =
      noClasses()
          .that()
          .resideInAPackage("gemmalab.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

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
  static final ArchRule THREADS_ARE_MADE_IN_ONE_PLACE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("gemmalab.thread.Threads")
          .and()
          .doNotHaveFullyQualifiedName("gemmalab.tensor.TensorThread")
          .should()
          .callConstructorWhere(target(owner(assignableTo(Thread.class))));

  @ArchTest
  static final ArchRule ONLY_PROGRAMS_WRITE_TO_THE_TERMINAL =
      noClasses()
          .that()
          .resideOutsideOfPackages("gemmalab", "gemmalab.cli..") // the program's own start
          .and()
          .doNotHaveFullyQualifiedName("gemmalab.ui.GemmaLabWindow")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule NO_CIRCLE_OF_PACKAGES =
      slices().matching("gemmalab.(**)").should().beFreeOfCycles();

  /** Screens stand on the frame and on what all share, never the other way round. */
  @ArchTest
  static final ArchRule THE_FRAME_KNOWS_NO_SCREEN =
      noClasses()
          .that()
          .resideInAnyPackage("gemmalab.ui.shell..", "gemmalab.ui.common..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("gemmalab.ui..")
                  .and(not(resideInAnyPackage("gemmalab.ui.shell..", "gemmalab.ui.common.."))));

  @ArchTest
  static final ArchRule WHAT_SCREENS_SHARE_KNOWS_NO_FRAME =
      noClasses()
          .that()
          .resideInAPackage("gemmalab.ui.common..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("gemmalab.ui.shell..");

  @ArchTest
  static final ArchRule ONLY_FILES_RENAMES_AND_DELETES =
      noClasses()
          .that()
          .resideOutsideOfPackage("gemmalab.files..")
          .should()
          .callMethodWhere(isCallOf(Files.class, "move|copy|delete|deleteIfExists"))
          .orShould()
          .callMethodWhere(isCallOf(File.class, "renameTo|delete|deleteOnExit"));

  /** The rest writes through a channel, into a folder that is replaced as a whole. */
  @ArchTest
  static final ArchRule ONLY_FILES_WRITES_WHOLE_FILES =
      noClasses()
          .that()
          .resideOutsideOfPackage("gemmalab.files..")
          .should()
          .callMethodWhere(
              isCallOf(Files.class, "write|writeString|newBufferedWriter|newOutputStream"));

  /** The order of declared fields is not promised; that of a record's components is. */
  @ArchTest
  static final ArchRule NOTHING_DEPENDS_ON_THE_ORDER_OF_FIELDS =
      noClasses().should().callMethodWhere(isCallOf(Class.class, "getDeclaredFields"));

  private static DescribedPredicate<JavaMethodCall> isCallOf(Class<?> owner, String names) {
    return DescribedPredicate.describe(
        "is " + owner.getSimpleName() + "." + names,
        call ->
            call.getTargetOwner().isEquivalentTo(owner)
                && call.getName().matches("(" + names + ")"));
  }

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

  /** What one who has a service can ask for, and what can be asked of the answers, and so on. */
  @ArchTest
  static void noDjlTypeCanBeReachedThroughServices(JavaClasses classes) {
    Deque<JavaClass> waiting = new ArrayDeque<>();
    classes.stream()
        .filter(each -> each.getPackageName().startsWith("gemmalab.app"))
        .filter(ArchitectureTest::isPublic)
        .forEach(waiting::add);
    Map<String, String> reachedFrom = new TreeMap<>();
    while (!waiting.isEmpty()) {
      JavaClass from = waiting.remove();
      for (JavaClass type : typesGiven(from)) {
        if (reachedFrom.putIfAbsent(type.getName(), from.getName()) == null
            && type.getPackageName().startsWith("gemmalab")) {
          waiting.add(type);
        }
      }
    }
    assertThat(reachedFrom).hasSizeGreaterThan(50);
    assertThat(reachedFrom.keySet()).noneMatch(name -> name.startsWith("ai.djl"));
  }

  /** Types in the public signatures of a class, with those inside their generics. */
  private static Set<JavaClass> typesGiven(JavaClass type) {
    Set<JavaClass> types = new HashSet<>();
    boolean service = type.getPackageName().startsWith("gemmalab.app");
    for (JavaMethod method : type.getMethods()) {
      boolean given = service || !method.getModifiers().contains(JavaModifier.STATIC);
      if (method.getModifiers().contains(JavaModifier.PUBLIC) && given) {
        types.addAll(method.getReturnType().getAllInvolvedRawTypes());
        if (service) {
          method
              .getParameterTypes()
              .forEach(parameter -> types.addAll(parameter.getAllInvolvedRawTypes()));
        }
      }
    }
    type.getFields().stream()
        .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
        .forEach(field -> types.addAll(field.getType().getAllInvolvedRawTypes()));
    return types;
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }
}
