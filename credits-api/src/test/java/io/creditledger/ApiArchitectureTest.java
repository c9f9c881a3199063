package io.creditledger;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Modifier;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the module may depend on, and what must not be in it. */
class ApiArchitectureTest {
    private static final JavaClasses API = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.creditledger");

    private static final DescribedPredicate<JavaClass> FLOATING = describe(
            "floating-point",
            type -> type.getBaseComponentType().isEquivalentTo(double.class)
                    || type.getBaseComponentType().isEquivalentTo(float.class)
                    || type.getBaseComponentType().isEquivalentTo(Double.class)
                    || type.getBaseComponentType().isEquivalentTo(Float.class));

    @Test
    void the_api_s_packages_are_what_is_looked_at() {
        assertThat(API.stream().map(JavaClass::getPackageName).distinct())
                .contains("io.creditledger", "io.creditledger.engine", "io.creditledger.spi");
        assertThat(API.contain(CreditLedger.class)).isTrue();
        assertThat(API.contain(ApiArchitectureTest.class)).isFalse();
    }

    @Test
    void depends_on_the_jdk_and_jspecify_alone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.creditledger..", "java..", "org.jspecify..")
                .check(API);
    }

    @Test
    void knows_neither_databases_nor_logging_libraries_nor_reflection() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "java.util.logging..", "java.lang.reflect..")
                .check(API);
    }

    @Test
    void loads_no_class_by_its_name() {
        noClasses()
                .should()
                .callMethodWhere(calls(Class.class, "forName"))
                .orShould()
                .callMethodWhere(calls(ClassLoader.class, "loadClass"))
                .check(API);
    }

    @Test
    void reads_the_time_from_an_injected_source_alone() {
        noClasses()
                .should()
                .callMethodWhere(calls(System.class, "currentTimeMillis", "nanoTime"))
                .orShould()
                .callMethodWhere(describe(
                        "a clock of the system",
                        call -> call.getTargetOwner().getPackageName().startsWith("java.time")
                                && call.getName().matches("now|system.*|tick.+")
                                && !isDefaultOfTheScheduler(call)))
                .check(API);
    }

    private static boolean isDefaultOfTheScheduler(JavaMethodCall call) {
        return call.getOriginOwner().isEquivalentTo(ExpiryScheduler.Builder.class)
                && call.getTargetOwner().isEquivalentTo(InstantSource.class);
    }

    @Test
    void has_no_static_state() {
        fields().that().areStatic().should().beFinal().check(API);
        noFields()
                .that(describe(
                        "static and written by people",
                        field -> field.getModifiers().contains(JavaModifier.STATIC)
                                && !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should()
                .haveRawType(describe(
                        "mutable",
                        type -> type.isArray()
                                || type.isAssignableTo(Collection.class)
                                || type.isAssignableTo(Map.class)
                                || type.isAssignableTo(ThreadLocal.class)
                                || type.getPackageName().startsWith("java.util.concurrent")))
                .check(API);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("(io.creditledger..)").should().beFreeOfCycles().check(API);
    }

    @Test
    void values_depend_on_neither_the_port_nor_the_engine_and_the_port_not_on_the_engine() {
        noClasses()
                .that(resideInAPackage("io.creditledger"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.creditledger.spi..", "io.creditledger.engine..")
                .check(API);
        noClasses()
                .that(resideInAPackage("io.creditledger.spi.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.creditledger.engine..")
                .check(API);
    }

    @Test
    void exceptions_are_unchecked_and_sealed_under_one() {
        classes()
                .that()
                .areAssignableTo(Throwable.class)
                .and()
                .areNotAssignableTo(IllegalArgumentException.class)
                .should()
                .beAssignableTo(CreditLedgerException.class)
                .andShould()
                .resideInAPackage("io.creditledger")
                .check(API);
        assertThat(CreditLedgerException.class).isAssignableTo(RuntimeException.class);
        assertThat(CreditLedgerException.class.isSealed()).isTrue();
        assertThat(CreditLedgerException.class.getPermittedSubclasses())
                .isNotEmpty()
                .allMatch(type -> type.isSealed() || Modifier.isFinal(type.getModifiers()));
    }

    @Test
    void bad_arguments_are_told_by_an_exception_of_their_own_only_where_they_come_from_settings() {
        assertThat(API.stream().filter(type -> type.isAssignableTo(IllegalArgumentException.class)))
                .extracting(JavaClass::getSimpleName)
                .containsExactly("PolicySettingsException");
    }

    @Test
    void nothing_has_a_name_that_says_nothing() {
        noClasses()
                .should()
                .haveNameMatching("(?i).*(util|helper|manager|impl|common).*")
                .check(API);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(Stream.concat(
                        Stream.of(API.getPackage("io.creditledger")),
                        API.getPackage("io.creditledger").getSubpackagesInTree().stream()))
                .hasSizeGreaterThan(2)
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void nothing_is_a_floating_point_number() {
        noFields().should().haveRawType(FLOATING).check(API);
        methods().should(notMentionFloatingPoint()).check(API);
    }

    private static ArchCondition<JavaMethod> notMentionFloatingPoint() {
        return new ArchCondition<>("not take or return floating-point numbers") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean mentions = FLOATING.test(method.getRawReturnType())
                        || method.getRawParameterTypes().stream().anyMatch(FLOATING);
                events.add(new SimpleConditionEvent(method, !mentions, method.getFullName()));
            }
        };
    }

    private static DescribedPredicate<JavaMethodCall> calls(Class<?> owner, String... names) {
        return describe(
                "a call of " + owner.getSimpleName() + "." + String.join("/", names),
                call -> call.getTargetOwner().isEquivalentTo(owner)
                        && List.of(names).contains(call.getName()));
    }
}
