package io.observabilityfactory.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void await_thatTakesLonger_endsBeforeTheLeaseAndSaysWhatHelps() {
        Deadline deadline = Deadline.within(Duration.ofMillis(1250));

        assertThatThrownBy(() -> deadline.await(Uni.createFrom().nothing()))
                .hasMessage("It takes longer than 1 s; a shorter window or a narrower filter takes less");
        assertThat(deadline.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> deadline.await(Uni.createFrom().item("too late")))
                .hasMessageContaining("It takes longer");
    }

    @Test
    void await_inTime_gives() {
        assertThat(Deadline.within(Duration.ofMinutes(1))
                        .<String>await(Uni.createFrom().item("answer")))
                .isEqualTo("answer");
    }
}
