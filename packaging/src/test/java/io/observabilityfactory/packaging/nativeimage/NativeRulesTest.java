package io.observabilityfactory.packaging.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.packaging.ServiceModule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a native image would not do as a JVM does, and would be found out at run time only. */
class NativeRulesTest {

    /** Static fields get their values when the image is built: state of the build machine, or what no image can hold. */
    private static final Set<String> FROZEN = Set.of(
            "java.security.SecureRandom",
            "java.util.Random",
            "java.util.UUID",
            "java.net.http.HttpClient",
            "java.lang.Thread",
            "java.util.concurrent.ExecutorService",
            "java.util.concurrent.ScheduledExecutorService",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.Clock",
            "java.time.ZoneId",
            "java.io.InputStream",
            "java.nio.ByteBuffer");

    /** What is looked up by a name that is only known at run time is not in the image. */
    private static final Set<String> BY_NAME = Set.of(
            "java.util.ServiceLoader.load",
            "java.lang.Class.forName",
            "java.lang.Class.getMethod",
            "java.lang.Class.getDeclaredMethod",
            "java.lang.Class.getDeclaredField",
            "java.lang.ClassLoader.loadClass",
            "java.lang.reflect.Proxy.newProxyInstance",
            "java.util.ResourceBundle.getBundle",
            "java.io.ObjectInputStream.readObject");

    @ParameterizedTest
    @EnumSource
    void staticFields_holdNothingOfTheMachineThatBuilds(ServiceModule service) {
        ServiceCode code = ServiceCode.of(service);

        assertThat(code.staticFields()).isNotEmpty().noneMatch(field -> FROZEN.contains(field.type()));
    }

    @ParameterizedTest
    @EnumSource
    void code_looksNothingUpByName(ServiceModule service) {
        ServiceCode code = ServiceCode.of(service);

        assertThat(code.calls()).isNotEmpty().noneMatch(call -> BY_NAME.contains(call.method()));
    }

    /** Quarkus registers what endpoints take and answer; of what is read elsewhere it does not know. */
    @ParameterizedTest
    @EnumSource
    void typesThatJacksonReads_areRegistered(ServiceModule service) {
        assertThat(ServiceCode.of(service).registeredTypes())
                .containsAll(ServiceCode.of(service).typesThatJacksonReads());
    }

    @Test
    void storedSettingsOfAlerts_areSeenToBeReadByJackson() {
        assertThat(ServiceCode.of(ServiceModule.ALERT).typesThatJacksonReads()).hasSizeGreaterThan(4);
    }

    /** A literal name is found by the compilation itself. */
    @ParameterizedTest
    @EnumSource
    void resources_areNamedLiterallyOrIncluded(ServiceModule service) {
        List<ServiceCode.Call> computed = computedNames(service);

        assertThat(service.properties().containsKey("quarkus.native.resources.includes"))
                .as(computed.toString())
                .isEqualTo(!computed.isEmpty());
    }

    @Test
    void pricesThatAreShipped_areSeenToBeReadByComputedNames() {
        assertThat(computedNames(ServiceModule.COST)).isNotEmpty();
    }

    private static List<ServiceCode.Call> computedNames(ServiceModule service) {
        return ServiceCode.of(service).calls().stream()
                .filter(call -> call.method().matches("java\\.lang\\.Class(Loader)?\\.getResource(AsStream|s)?"))
                .filter(call -> !(call.constant() instanceof String))
                .toList();
    }
}
