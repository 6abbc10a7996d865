package io.observabilityfactory.alert.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AlertStateTest {

    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    private static final Policy PLAIN = new Policy(1, Duration.ZERO, Duration.ZERO, null);
    private static final Policy PATIENT = new Policy(1, Duration.ofMinutes(2), Duration.ofMinutes(5), null);
    private static final Seen WARNING = Seen.reached(Severity.WARNING);
    private static final Seen CRITICAL = Seen.reached(Severity.CRITICAL);
    private static final Seen NOTHING = Seen.nothingReached();

    @Test
    void threshold_reachedForLessThanTheHoldTime_tellsNobody() {
        Life life = new Life(PATIENT);

        life.see(0, CRITICAL);
        assertThat(life.state.phase()).isEqualTo(Phase.PENDING);
        life.see(119, CRITICAL);
        life.see(1, NOTHING);
        life.see(119, CRITICAL);

        assertThat(life.told).isEmpty();
        assertThat(life.state.startedAt()).isNull();
    }

    @Test
    void threshold_reachedForTheHoldTime_isToldOnce() {
        Life life = new Life(PATIENT);

        life.see(0, CRITICAL);
        life.see(120, CRITICAL);
        life.see(600, CRITICAL);

        assertThat(life.told).containsExactly("FIRING CRITICAL");
    }

    @Test
    void warning_thatBecomesCritical_isToldAgain() {
        Life life = new Life(PLAIN);

        life.see(0, WARNING);
        life.see(10, CRITICAL);
        life.see(10, CRITICAL);

        assertThat(life.told).containsExactly("FIRING WARNING", "FIRING CRITICAL");
    }

    @Test
    void critical_thatBecomesAWarning_isNotTold_butItsReturnIs() {
        Life life = new Life(PLAIN);

        life.see(0, CRITICAL);
        life.see(10, WARNING);
        assertThat(life.state.severity()).contains(Severity.WARNING);
        life.see(10, CRITICAL);

        assertThat(life.told).containsExactly("FIRING CRITICAL", "FIRING CRITICAL");
    }

    @Test
    void warning_thatIsHeldWhileCriticalIsNot_isToldAsAWarning() {
        Life life = new Life(PATIENT);

        life.see(0, WARNING);
        life.see(60, CRITICAL);
        life.see(60, WARNING);

        assertThat(life.told).containsExactly("FIRING WARNING");
    }

    @Test
    void recovery_hasToLast() {
        Life life = new Life(PATIENT);
        life.see(0, CRITICAL);
        life.see(120, CRITICAL);

        life.see(10, NOTHING);
        life.see(299, NOTHING);
        assertThat(life.state.phase()).isEqualTo(Phase.FIRING);
        life.see(1, NOTHING);

        assertThat(life.told).containsExactly("FIRING CRITICAL", "RESOLVED");
        assertThat(life.state.phase()).isEqualTo(Phase.RESOLVED);
    }

    @Test
    void silence_holdsBackWhatIsDueUntilItEnds() {
        Life life = new Life(PLAIN);

        life.silenced = true;
        life.see(0, WARNING);
        assertThat(life.told).isEmpty();
        life.silenced = false;
        life.see(10, CRITICAL);

        assertThat(life.told).containsExactly("FIRING CRITICAL");
    }

    @Test
    void silence_overAWholeFiring_tellsNothingOfIt() {
        Life life = new Life(PLAIN);

        life.silenced = true;
        life.see(0, CRITICAL);
        life.see(10, NOTHING);
        life.silenced = false;
        life.see(10, NOTHING);

        assertThat(life.told).isEmpty();
    }

    @Test
    void silence_overTheEndOnly_tellsOfTheEndAfterwards() {
        Life life = new Life(PLAIN);

        life.see(0, CRITICAL);
        life.silenced = true;
        life.see(10, NOTHING);
        assertThat(life.state.matters(life.now.plus(Duration.ofDays(2)))).isTrue();
        life.silenced = false;
        life.see(10, NOTHING);

        assertThat(life.told).containsExactly("FIRING CRITICAL", "RESOLVED");
    }

    @Test
    void reminder_comesAsOftenAsAskedUntilSomebodyAcknowledges() {
        Life life = new Life(new Policy(1, Duration.ZERO, Duration.ZERO, Duration.ofHours(4)));

        life.see(0, WARNING);
        life.see(4 * 3600 - 1, WARNING);
        life.see(1, WARNING);
        life.see(3600, WARNING);
        life.acknowledged = true;
        life.see(4 * 3600, WARNING);

        assertThat(life.told).containsExactly("FIRING WARNING", "REMINDER WARNING");
    }

    @Test
    void acknowledgedWarning_thatBecomesCritical_isTold() {
        Life life = new Life(PLAIN);

        life.see(0, WARNING);
        life.acknowledged = true;
        life.see(10, CRITICAL);

        assertThat(life.told).containsExactly("FIRING WARNING", "FIRING CRITICAL");
    }

    @Test
    void unknown_leavesEverythingAsItIs() {
        Life life = new Life(PLAIN);

        life.see(0, CRITICAL);
        life.see(86_400, Seen.unknown());

        assertThat(life.told).containsExactly("FIRING CRITICAL");
        assertThat(life.state.phase()).isEqualTo(Phase.FIRING);
    }

    @Test
    void ruleThatWasChanged_endsAtOnceAndCanBeReachedAgain() {
        Life life = new Life(PATIENT);
        life.see(0, CRITICAL);
        life.see(120, CRITICAL);

        life.policy = new Policy(2, Duration.ZERO, Duration.ofHours(2), null);
        life.see(1, NOTHING);
        life.see(60, CRITICAL);

        assertThat(life.told).containsExactly("FIRING CRITICAL", "RESOLVED", "FIRING CRITICAL");
    }

    @Test
    void ruleThatWasChanged_whileItsDataIsUnknown_ends() {
        Life life = new Life(PLAIN);
        life.see(0, CRITICAL);

        life.policy = new Policy(2, Duration.ZERO, Duration.ZERO, null);
        life.see(60, Seen.unknown());

        assertThat(life.told).containsExactly("FIRING CRITICAL", "RESOLVED");
    }

    @Test
    void periodThatIsOver_isNeverResolved() {
        Life life = new Life(PLAIN.withoutRecovery());

        life.see(0, WARNING);
        life.see(86_400, NOTHING);
        life.see(10, CRITICAL);

        assertThat(life.told).containsExactly("FIRING WARNING", "FIRING CRITICAL");
    }

    @Test
    void flapping_isDamped() {
        Life life = new Life(PLAIN);

        for (int second = 0; second < 3600; second += 10) {
            life.see(10, second % 20 == 0 ? CRITICAL : NOTHING);
        }

        assertThat(life.told).hasSizeLessThanOrEqualTo(10);
        assertThat(life.told).startsWith("FIRING CRITICAL", "RESOLVED", "FIRING CRITICAL");
    }

    @Property
    void anyLife_keepsToTheRules(@ForAll("lives") List<Moment> moments, @ForAll("policies") Policy policy) {
        Life life = new Life(policy);

        for (Moment moment : moments) {
            life.silenced = moment.silenced();
            int toldBefore = life.told.size();
            life.see(moment.seconds(), moment.seen());
            assertThat(life.told.size() - toldBefore).isLessThanOrEqualTo(moment.silenced() ? 0 : 1);
            assertAgrees(life, moment.silenced());
        }

        assertAlternates(life.told);
    }

    /** When nobody holds messages back, people know exactly what is the case. */
    private static void assertAgrees(Life life, boolean silenced) {
        if (!silenced) {
            assertThat(Optional.ofNullable(life.state.told())).isEqualTo(life.state.severity());
        }
        assertThat(life.state.critical().isActive() && life.state.phase() != Phase.FIRING)
                .isFalse();
    }

    private static void assertAlternates(List<String> told) {
        boolean firing = false;
        for (String message : told) {
            if (message.startsWith("FIRING")) {
                firing = true;
            } else {
                assertThat(firing).as("in %s", told).isTrue();
                firing = message.startsWith("REMINDER");
            }
        }
    }

    @Property
    void whateverHappened_lastingTroubleIsToldAndLastingPeaceToo(
            @ForAll("lives") List<Moment> moments, @ForAll("policies") Policy policy) {
        Life life = new Life(policy);
        moments.forEach(moment -> life.see(moment.seconds(), moment.seen()));

        life.seeFor(Duration.ofHours(2), CRITICAL);
        assertThat(life.state.told()).isEqualTo(Severity.CRITICAL);
        life.seeFor(Duration.ofHours(2), NOTHING);
        assertThat(life.state.told()).isNull();
        assertThat(life.told.get(life.told.size() - 1)).isEqualTo("RESOLVED");
        assertThat(life.state.matters(life.now.plus(Latch.FLAPPING_WITHIN).plusSeconds(1)))
                .isFalse();
    }

    @Property
    void firing_isNeverToldBeforeItsHoldTime(
            @ForAll("lives") List<Moment> moments, @ForAll @IntRange(min = 1, max = 600) int holdSeconds) {
        Life life = new Life(new Policy(1, Duration.ofSeconds(holdSeconds), Duration.ZERO, null));
        Instant since = null;
        for (Moment moment : moments) {
            life.see(moment.seconds(), moment.seen());
            if (moment.seen() == NOTHING) {
                since = null;
            } else if (since == null && moment.seen() != Seen.unknown()) {
                since = life.now;
            }
            if (life.now.equals(life.state.startedAt())) {
                assertThat(since).isNotNull();
                assertThat(Duration.between(since, life.now)).isGreaterThanOrEqualTo(Duration.ofSeconds(holdSeconds));
            }
        }
    }

    @Property(tries = 200)
    void noHour_hasManyMessagesWhateverIsSeen(
            @ForAll @Size(min = 500, max = 1500) List<@IntRange(min = 0, max = 1) Integer> seen) {
        Life life = new Life(PLAIN);
        seen.forEach(reached -> life.see(20, reached == 1 ? CRITICAL : NOTHING));

        for (Instant at : life.toldAt) {
            assertThat(life.toldAt.stream()
                            .filter(it -> !it.isBefore(at) && it.isBefore(at.plus(Duration.ofHours(1))))
                            .count())
                    .isLessThanOrEqualTo(12);
        }
    }

    @Provide
    Arbitrary<List<Moment>> lives() {
        Arbitrary<Integer> seconds = Arbitraries.integers().between(1, 1000);
        Arbitrary<Seen> seen = Arbitraries.of(NOTHING, WARNING, CRITICAL, Seen.unknown());
        Arbitrary<Boolean> silenced = Arbitraries.of(false, false, true);
        return Combinators.combine(seconds, seen, silenced)
                .as(Moment::new)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Policy> policies() {
        Arbitrary<Duration> pause = Arbitraries.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(10));
        Arbitrary<Duration> remind = Arbitraries.of(Duration.ofMinutes(30), Duration.ofHours(4));
        return Combinators.combine(pause, pause, remind)
                .as((hold, recovery, every) -> new Policy(1, hold, recovery, every));
    }

    record Moment(int seconds, Seen seen, boolean silenced) {}

    /** One alert, with all that was told of it. */
    private static final class Life {

        final List<String> told = new ArrayList<>();
        final List<Instant> toldAt = new ArrayList<>();
        Policy policy;
        AlertState state;
        Instant now = START;
        boolean silenced;
        boolean acknowledged;

        Life(Policy policy) {
            this.policy = policy;
            this.state = AlertState.resting(policy.version());
        }

        void see(long secondsLater, Seen seen) {
            now = now.plusSeconds(secondsLater);
            Transition transition = state.next(seen, policy, silenced, acknowledged, now);
            state = transition.state();
            transition.message().ifPresent(this::tell);
        }

        void seeFor(Duration duration, Seen seen) {
            silenced = false;
            for (long second = 0; second < duration.toSeconds(); second += 60) {
                see(60, seen);
            }
        }

        private void tell(MessageKind kind) {
            told.add(kind + state.severity().map(it -> " " + it).orElse(""));
            toldAt.add(now);
        }
    }
}
