package io.creditledger.testkit.contract;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test once for each constant of the enum that is its parameter. */
final class EachRowExtension implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        Class<?>[] parameters = context.getRequiredTestMethod().getParameterTypes();
        return parameters.length == 1 && parameters[0].isEnum();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Object[] rows = context.getRequiredTestMethod().getParameterTypes()[0].getEnumConstants();
        return Stream.of(rows).map(Row::new);
    }

    /** One run with one constant. */
    private record Row(Object constant) implements TestTemplateInvocationContext, ParameterResolver {
        @Override
        public String getDisplayName(int invocationIndex) {
            return constant.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().isInstance(constant);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return constant;
        }
    }
}
