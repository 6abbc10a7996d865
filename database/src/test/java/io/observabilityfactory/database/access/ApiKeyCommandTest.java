package io.observabilityfactory.database.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ApiKeyCommandTest {

    @Test
    void command_saysWhatIsMissing() {
        StringWriter errors = new StringWriter();
        CommandLine command = new CommandLine(new ApiKeyCommand()).setErr(new PrintWriter(errors));

        assertThat(command.execute("create", "acme")).isEqualTo(2);
        assertThat(errors.toString()).contains("<name>");
    }
}
