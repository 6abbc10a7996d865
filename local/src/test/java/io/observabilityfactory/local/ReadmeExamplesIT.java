package io.observabilityfactory.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.local.demo.Demo;
import io.observabilityfactory.local.mail.MailFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the demo and its queries print. An ellipsis in the README stands for anything. */
class ReadmeExamplesIT {

    private static final Pattern BLOCK = Pattern.compile("```console\\n\\$ ([^\\n]+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CURL = Pattern.compile("curl -s '?(http://localhost:8080[^' ]*)'?");

    @TempDir
    Path dataFolder;

    @Test
    void examples_printWhatTheReadmeShows() throws Exception {
        LocalPorts ports = LocalPorts.free();
        ByteArrayOutputStream demoOutput = new ByteArrayOutputStream();
        try (MailFolder mail = MailFolder.start(dataFolder.resolve("mail"), ports.smtp());
                LocalSystem system =
                        LocalSystem.start(TestSystem.home(), dataFolder, ports, new Progress(System.out))) {
            new Demo(system.ports(), mail, new PrintStream(demoOutput, true, StandardCharsets.UTF_8)).run();

            List<MatchResult> blocks = blocks();
            assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
            for (MatchResult block : blocks) {
                String printed = block.group(1).startsWith("./quickstart")
                        ? demoOutput.toString(StandardCharsets.UTF_8)
                        : get(block.group(1), ports);
                assertThat(printed).as(block.group(1)).containsPattern(shown(block.group(2)));
            }
        }
    }

    private static List<MatchResult> blocks() throws IOException {
        String readme = Files.readString(TestSystem.home().resolve("README.md"));
        return BLOCK.matcher(readme).results().collect(Collectors.toList());
    }

    private static String get(String command, LocalPorts ports) throws IOException, InterruptedException {
        MatchResult curl = CURL.matcher(command).results().findFirst().orElseThrow(() -> new AssertionError(command));
        URI uri = URI.create(curl.group(1).replace("8080", Integer.toString(ports.query())));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Pattern shown(String text) {
        String pattern = Pattern.compile("…")
                .splitAsStream(text.strip())
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.DOTALL);
    }
}
