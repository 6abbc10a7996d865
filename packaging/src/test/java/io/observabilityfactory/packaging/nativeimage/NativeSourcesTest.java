package io.observabilityfactory.packaging.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.packaging.ServiceModule;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The native profile up to the point where GraalVM would begin. It builds each service once more, so it is asked for: {@code
 * ./mvnw -Dnative -Dquarkus.native.sources-only=true -pl packaging -am package -Dtest=NativeSourcesTest
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "quarkus.native.sources-only", matches = "true", disabledReason = "it takes a while")
class NativeSourcesTest {

    @ParameterizedTest
    @EnumSource
    void compilation_isOfTheServiceAndRunsOnAnyMachine(ServiceModule service) throws IOException {
        assertThat(NativeSources.of(service).arguments())
                .contains("-march=compatibility", "-J-Xmx8g", service.module() + "-");
    }

    /** What its annotation says is not what counts in the end: Quarkus might not see it. */
    @ParameterizedTest
    @EnumSource
    void typesThatJacksonReads_areMetByReflection(ServiceModule service) throws IOException {
        assertThat(NativeSources.of(service).reflectiveTypes())
                .hasSizeGreaterThan(100)
                .containsAll(ServiceCode.of(service).typesThatJacksonReads());
    }

    /** Without them the build passes, and no gRPC server starts. */
    @Test
    void messagesOfOtlp_areMetByReflection() throws IOException {
        assertThat(NativeSources.of(ServiceModule.INGEST).reflectiveTypes())
                .contains("io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest");
    }

    @Test
    void pricesThatAreShipped_areInTheImage() throws IOException {
        assertThat(NativeSources.of(ServiceModule.COST).hasResource("catalogue/openai.json"))
                .isTrue();
    }

    @Test
    void webUi_isInTheImage() throws IOException {
        assertThat(NativeSources.of(ServiceModule.QUERY).hasResource("META-INF/resources/index.html"))
                .isTrue();
    }
}
