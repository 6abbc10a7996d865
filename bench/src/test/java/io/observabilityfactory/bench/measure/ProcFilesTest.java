package io.observabilityfactory.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcFilesTest {

    @Test
    void programWithBlanksAndParenthesesInItsName_hasItsTicks() {
        String stat = "42 (a (b) c) S 1 42 42 0 -1 4194304 1 2 3 4 700 50 9 8 20 0 1 0 100";

        assertThat(ProcFiles.ticks(stat, 11, 12)).isEqualTo(750);
        assertThat(ProcFiles.ticks(stat, 13, 14)).isEqualTo(17);
    }

    @Test
    void processThatHasEnded_hasNothing() {
        assertThat(ProcFiles.ticks("", 11, 12)).isZero();
        assertThat(ProcFiles.kib("", "VmHWM")).isZero();
    }

    @Test
    void memory_isFoundByItsName() {
        assertThat(ProcFiles.kib("VmPeak:\t 9 kB\nVmHWM:\t    2048 kB\n", "VmHWM"))
                .isEqualTo(2L << 20);
    }

    @Test
    void busyTicks_areAllButIdleAndWaiting() {
        assertThat(ProcFiles.busyTicks("cpu  1 20 300 9999 9999 4000 50000 600000 0 0\ncpu0 1\n"))
                .isEqualTo(654_321);
    }
}
