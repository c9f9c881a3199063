package io.creditledger.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.creditledger.jdbc.legacy.AdoptionPlan;
import io.creditledger.jdbc.legacy.AdoptionProgress;
import io.creditledger.jdbc.legacy.AdoptionRefusedException;
import io.creditledger.jdbc.legacy.AdoptionResult;
import io.creditledger.jdbc.legacy.AdoptionSettings;
import io.creditledger.jdbc.legacy.AffectedUser;
import io.creditledger.jdbc.legacy.Check;
import io.creditledger.jdbc.legacy.CheckSubject;
import io.creditledger.jdbc.legacy.Differences;
import io.creditledger.jdbc.legacy.DirtyKind;
import io.creditledger.jdbc.legacy.DirtyRows;
import io.creditledger.jdbc.legacy.LegacyAdoption;
import io.creditledger.jdbc.legacy.LegacyDatabaseException;
import io.creditledger.jdbc.legacy.LegacyReports;
import io.creditledger.jdbc.legacy.LegacySweep;
import io.creditledger.jdbc.legacy.LegacyUpgrade;
import io.creditledger.jdbc.legacy.LegacyUpgradeException;
import io.creditledger.jdbc.legacy.LivedAccount;
import io.creditledger.jdbc.legacy.PlanTotals;
import io.creditledger.jdbc.legacy.PlannedAdoption;
import io.creditledger.jdbc.legacy.PlannedUser;
import io.creditledger.jdbc.legacy.RecalculatedBalance;
import io.creditledger.jdbc.legacy.Recalculation;
import io.creditledger.jdbc.legacy.RefusalReason;
import io.creditledger.jdbc.legacy.Refusals;
import io.creditledger.jdbc.legacy.RefusedUser;
import io.creditledger.jdbc.legacy.ReportLimits;
import io.creditledger.jdbc.legacy.RollbackRefusedException;
import io.creditledger.jdbc.legacy.RollbackResult;
import io.creditledger.jdbc.legacy.SchemaCheck;
import io.creditledger.jdbc.legacy.Tally;
import io.creditledger.jdbc.legacy.TaskFate;
import io.creditledger.jdbc.legacy.Unexplained;
import io.creditledger.jdbc.legacy.UpgradeProgress;
import io.creditledger.jdbc.legacy.UpgradeSettings;
import io.creditledger.jdbc.legacy.UpgradeState;
import io.creditledger.jdbc.legacy.Verification;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of the modules and of their packages. */
class ModulesTest {
    private static final String GENERATED = "io.creditledger.jdbc.schema";
    private static final Pattern MODULE = Pattern.compile("credits-(api|jdbc|testkit)(?:/target|-[0-9])");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.creditledger");

    @ParameterizedTest
    @ValueSource(strings = {"api", "jdbc", "testkit"})
    void every_module_is_looked_at(String module) {
        assertThat(CLASSES.stream().map(ModulesTest::module)).contains(module);
    }

    @Test
    void the_api_stands_on_the_jdk_and_jspecify_alone() {
        classes()
                .that(belongTo("api"))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.or(
                        belongTo("api"),
                        JavaClass.Predicates.resideInAnyPackage(
                                "java.lang..",
                                "java.io",
                                "java.math",
                                "java.nio.charset",
                                "java.security",
                                "java.time..",
                                "java.util..",
                                "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void the_api_uses_neither_reflection_nor_the_system_s_clock() {
        noClasses()
                .that(belongTo("api"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect..")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void the_store_on_jdbc_and_the_testkit_do_not_know_each_other() {
        noClasses()
                .that(belongTo("jdbc"))
                .should()
                .dependOnClassesThat(belongTo("testkit"))
                .check(CLASSES);
        noClasses()
                .that(belongTo("testkit"))
                .should()
                .dependOnClassesThat(belongTo("jdbc"))
                .check(CLASSES);
    }

    @Test
    void no_package_spans_two_modules() {
        Map<String, Set<String>> modules = CLASSES.stream()
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName, Collectors.mapping(ModulesTest::module, Collectors.toSet())));

        assertThat(modules)
                .allSatisfy((name, of) -> assertThat(of).as(name).hasSize(1).doesNotContain(""));
    }

    @Test
    void the_public_classes_on_jdbc_are_those_that_hosts_and_jooq_need() {
        assertThat(CLASSES.stream()
                        .filter(type -> module(type).equals("jdbc"))
                        .filter(type -> !type.getPackageName().startsWith(GENERATED))
                        .filter(ModulesTest::isPublic)
                        .map(JavaClass::getName))
                .containsExactlyInAnyOrder(
                        AffectedAccount.class.getName(),
                        BalanceCheck.class.getName(),
                        CreditReports.class.getName(),
                        CreditSchema.class.getName(),
                        DailyTotal.class.getName(),
                        Database.class.getName(),
                        ExpiredSummary.class.getName(),
                        ExpiringGrant.class.getName(),
                        ExpiryRange.class.getName(),
                        InstantBinding.class.getName(),
                        JdbcCreditLedger.class.getName(),
                        JdbcLedgerBuilder.class.getName(),
                        LedgerRows.class.getName(),
                        LedgerWork.class.getName(),
                        SchemaInfo.class.getName(),
                        SchemaInfo.State.class.getName(),
                        UnchargedTask.class.getName(),
                        AffectedUser.class.getName(),
                        LegacyReports.class.getName(),
                        LegacySweep.class.getName(),
                        RecalculatedBalance.class.getName(),
                        SchemaCheck.class.getName(),
                        SchemaCheck.State.class.getName(),
                        AdoptionPlan.class.getName(),
                        AdoptionProgress.class.getName(),
                        AdoptionRefusedException.class.getName(),
                        AdoptionResult.class.getName(),
                        AdoptionSettings.class.getName(),
                        Check.class.getName(),
                        Check.Each.class.getName(),
                        Check.Same.class.getName(),
                        CheckSubject.class.getName(),
                        Differences.class.getName(),
                        DirtyKind.class.getName(),
                        DirtyRows.class.getName(),
                        LegacyAdoption.class.getName(),
                        LivedAccount.class.getName(),
                        PlanTotals.class.getName(),
                        PlannedAdoption.class.getName(),
                        PlannedUser.class.getName(),
                        RefusalReason.class.getName(),
                        Refusals.class.getName(),
                        RefusedUser.class.getName(),
                        ReportLimits.class.getName(),
                        RollbackRefusedException.class.getName(),
                        RollbackResult.class.getName(),
                        Tally.class.getName(),
                        TaskFate.class.getName(),
                        Verification.class.getName(),
                        LegacyDatabaseException.class.getName(),
                        LegacyUpgrade.class.getName(),
                        LegacyUpgradeException.class.getName(),
                        Recalculation.class.getName(),
                        Unexplained.class.getName(),
                        UpgradeProgress.class.getName(),
                        UpgradeSettings.class.getName(),
                        UpgradeState.class.getName(),
                        UpgradeState.Done.class.getName(),
                        UpgradeState.InProgress.class.getName(),
                        UpgradeState.NotUpgraded.class.getName());
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common)(\\$.*)?")
                .orShould()
                .resideInAnyPackage("..util..", "..helper..", "..manager..", "..impl..", "..common..")
                .check(CLASSES);
    }

    @Test
    void every_handwritten_package_is_null_marked() {
        Set<JavaPackage> packages = CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(type -> !type.getName().startsWith(GENERATED))
                .collect(Collectors.toSet());

        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.isAnnotatedWith(NullMarked.class))
                        .as(type.getName())
                        .isTrue());
    }

    @Test
    void nothing_is_printed_and_no_logging_library_of_the_jdk_is_used() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
        noClasses()
                .that(belongTo("api"))
                .should(GeneralCodingRules.USE_JAVA_UTIL_LOGGING)
                .check(CLASSES);
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ModulesTest::isPublic).orElse(true);
    }

    private static DescribedPredicate<JavaClass> belongTo(String module) {
        return DescribedPredicate.describe(
                "belong to credits-" + module, type -> module(type).equals(module));
    }

    /** The module that a class comes from; empty if it is none of ours. */
    private static String module(JavaClass type) {
        Matcher matcher = MODULE.matcher(type.getBaseComponentType()
                .getSource()
                .map(source -> source.getUri().toString())
                .orElse(""));
        return matcher.find() ? matcher.group(1) : "";
    }
}
