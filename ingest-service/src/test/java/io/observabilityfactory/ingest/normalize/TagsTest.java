package io.observabilityfactory.ingest.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TagsTest {

    @Test
    void tags_areTheSameHoweverTheyAreSent() {
        String expected = "[\"beta\",\"eu\"]";

        assertThat(Tags.json(List.of("eu", "beta"))).isEqualTo(expected);
        assertThat(Tags.json(List.of("[\"beta\", \"eu\"]"))).isEqualTo(expected);
        assertThat(Tags.json(List.of("beta, eu,beta"))).isEqualTo(expected);
    }

    @Test
    void noTags_areNoArray() {
        assertThat(Tags.json(List.of())).isNull();
        assertThat(Tags.json(List.of(" , "))).isNull();
    }

    @Test
    void truncatedArray_isReadAsAList() {
        assertThat(Tags.json(List.of("[beta,eu"))).isEqualTo("[\"beta\",\"eu\"]");
    }
}
