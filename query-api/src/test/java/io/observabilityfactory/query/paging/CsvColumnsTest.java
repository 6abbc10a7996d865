package io.observabilityfactory.query.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvColumnsTest {

    private final ObjectMapper json = new ObjectMapper();

    record Thing(
            @Nullable String name,
            @Nullable Size size,
            @Nullable BigDecimal costUsd,
            List<String> tags) {}

    record Size(long width, double height) {}

    @Test
    void nestedProperties_areColumnsOfTheirOwn() throws JsonProcessingException {
        assertThat(columns().names()).containsExactly("name", "size.width", "size.height", "costUsd", "tags");
        assertThat(cells(new Thing("a, \"b\"", new Size(7, 0.5), new BigDecimal("0.00000012300"), List.of("x", "y"))))
                .containsExactly("a, \"b\"", "7", "0.5", "0.000000123", "[\"x\",\"y\"]");
    }

    @Test
    void whatIsUnknown_isEmpty() throws JsonProcessingException {
        assertThat(cells(new Thing(null, null, null, List.of()))).containsExactly("", "", "", "", "[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void textThatSpreadsheetsWouldRun_isQuoted(String name) throws JsonProcessingException {
        assertThat(cells(new Thing(name, null, null, List.of())).get(0)).isEqualTo("'" + name);
    }

    @Test
    void negativeNumbers_stayNumbers() throws JsonProcessingException {
        assertThat(cells(new Thing("", new Size(-7, -0.5), new BigDecimal("-1"), List.of())))
                .startsWith("", "-7", "-0.5", "-1");
    }

    private CsvColumns columns() throws JsonProcessingException {
        return CsvColumns.of(json.constructType(Thing.class), json);
    }

    private List<String> cells(Thing thing) throws JsonProcessingException {
        return columns().cells(json.<JsonNode>valueToTree(thing));
    }
}
