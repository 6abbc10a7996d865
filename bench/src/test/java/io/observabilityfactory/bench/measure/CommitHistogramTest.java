package io.observabilityfactory.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CommitHistogramTest {

    private static final String BEFORE = """
            # TYPE observability_factory_ingest_commit_seconds histogram
            observability_factory_ingest_commit_seconds_bucket{signal="traces",le="0.1"} 5
            observability_factory_ingest_commit_seconds_bucket{signal="traces",le="+Inf"} 5
            """;

    private static final String AFTER = """
            observability_factory_ingest_commit_seconds_bucket{signal="traces",le="0.1"} 5
            observability_factory_ingest_commit_seconds_bucket{signal="traces",le="0.2",} 55.0
            observability_factory_ingest_commit_seconds_bucket{signal="traces",le="0.4"} 105.0
            observability_factory_ingest_commit_seconds_bucket{signal="traces",le="+Inf"} 105.0
            observability_factory_ingest_commit_seconds_count 105
            """;

    @Test
    void quantiles_areInterpolatedOfWhatCameInBetween() {
        CommitHistogram commits = CommitHistogram.parse(AFTER).since(CommitHistogram.parse(BEFORE));

        assertThat(commits.count()).isEqualTo(100);
        assertThat(commits.quantile(0.5)).isCloseTo(0.2, within(1e-9));
        assertThat(commits.quantile(0.75)).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void seriesOfSeveralProjects_areAddedUp() {
        CommitHistogram commits = CommitHistogram.parse("""
                observability_factory_ingest_commit_seconds_bucket{signal="traces",project="a",le="+Inf"} 2
                observability_factory_ingest_commit_seconds_bucket{signal="traces",project="b",le="+Inf"} 3
                """);

        assertThat(commits.count()).isEqualTo(5);
    }

    @Test
    void commitsOfLogs_doNotCount() {
        CommitHistogram commits = CommitHistogram.parse("""
                observability_factory_ingest_commit_seconds_bucket{signal="logs",le="+Inf"} 2
                """);

        assertThat(commits.count()).isZero();
    }

    @Test
    void noCommit_hasNoQuantile() {
        assertThat(CommitHistogram.parse("").quantile(0.5)).isNaN();
    }

    @Test
    void quantileBeyondTheLastBound_isThatBound() {
        CommitHistogram commits = CommitHistogram.parse("""
                observability_factory_ingest_commit_seconds_bucket{signal="traces",le="30.0"} 0
                observability_factory_ingest_commit_seconds_bucket{signal="traces",le="+Inf"} 1
                """);

        assertThat(commits.quantile(0.99)).isEqualTo(30.0);
    }
}
