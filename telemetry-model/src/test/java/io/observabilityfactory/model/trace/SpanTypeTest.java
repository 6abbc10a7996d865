package io.observabilityfactory.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpanTypeTest {

    @ParameterizedTest
    @EnumSource
    void ofCode_findsTheTypeOfEachCode(SpanType type) {
        assertThat(SpanType.ofCode(type.code())).isEqualTo(type);
    }

    @Test
    void ofCode_ofATypeThatANewerVersionStored_isOther() {
        assertThat(SpanType.ofCode("planner")).isEqualTo(SpanType.OTHER);
    }
}
