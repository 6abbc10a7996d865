package io.observabilityfactory.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFaultTest {

    @ParameterizedTest
    @CsvSource({
        "57014, 503, took too long", "42P01, 503, no tables", "28P01, 503, does not answer",
        "53300, 503, does not answer", "57P01, 503, does not answer", "22021, 404, a name like this"
    })
    void stateOfTheDatabase_isToldToTheClient(String state, int status, String detail) {
        assertThat(DatabaseFault.of(new PgException("internal", "ERROR", state, "")))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.problem().status()).isEqualTo(status);
                    assertThat(problem).hasMessageContaining(detail).hasMessageNotContaining("internal");
                });
    }

    @Test
    void serverThatCannotBeReached_isUnavailable() {
        assertThat(DatabaseFault.of(new ConnectException("refused"))).isPresent();
        assertThat(DatabaseFault.of(new TimeoutException())).isPresent();
    }

    @Test
    void faultOfTheService_isNotTakenForOneOfTheDatabase() {
        assertThat(DatabaseFault.of(new IllegalStateException())).isEmpty();
        assertThat(DatabaseFault.of(new PgException("syntax", "ERROR", "42601", "")))
                .isEmpty();
    }
}
