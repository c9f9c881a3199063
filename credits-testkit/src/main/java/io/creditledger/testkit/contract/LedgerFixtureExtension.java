package io.creditledger.testkit.contract;

import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Keeps one fixture of each class for the whole run, empties its store before each test, and audits it after each. */
final class LedgerFixtureExtension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(LedgerFixtureExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LedgerFixture.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return fixture(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        fixture(context).reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LedgerInvariants.assertHold(fixture(context).store());
    }

    /** What replaces the deprecated method is not in JUnit 5.14, which hosts may still use. */
    @SuppressWarnings("deprecation")
    private static LedgerFixture fixture(ExtensionContext context) {
        Class<? extends LedgerFixture> type = fixtureType(context);
        return Objects.requireNonNull(context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(type, LedgerFixtureExtension::newFixture, LedgerFixture.class));
    }

    /** A nested suite is declared in the contract; the annotation stands on the test class that the run began with. */
    private static Class<? extends LedgerFixture> fixtureType(ExtensionContext context) {
        LedgerUnderTest annotation = context.getRequiredTestClass().getAnnotation(LedgerUnderTest.class);
        return annotation != null
                ? annotation.value()
                : context.getParent()
                        .filter(parent -> parent.getTestClass().isPresent())
                        .map(LedgerFixtureExtension::fixtureType)
                        .orElseThrow(() ->
                                new IllegalStateException(context.getRequiredTestClass() + " needs @LedgerUnderTest"));
    }

    private static LedgerFixture newFixture(Class<? extends LedgerFixture> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " needs a public constructor without parameters", e);
        }
    }
}
