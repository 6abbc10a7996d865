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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the demo and its queries print. An ellipsis in the README stands for anything. */
class ReadmeExamplesIT {

    private static final Pattern BLOCK = Pattern.compile("```console\\n\\$ ([^\\n]+)\\n(.*?)```", Pattern.DOTALL);

    /** What a shell would read as more than a word has to be quoted. */
    private static final Pattern GET = Pattern.compile("curl -s (?:'([^']+)'|([\\w:/.]+))");

    private static final Pattern POST =
            Pattern.compile("curl (\\S+) -H 'Content-Type: application/json' \\\\\n  -d '([^']+)'");

    @TempDir
    Path dataFolder;

    @Test
    void examples_printWhatTheReadmeShows() throws Exception {
        LocalPorts ports = LocalPorts.free();
        ByteArrayOutputStream demoOutput = new ByteArrayOutputStream();
        Path oldMail = mailOfAnEarlierDay();
        try (MailFolder mail = MailFolder.start(dataFolder.resolve("mail"), ports.smtp());
                LocalSystem system =
                        LocalSystem.start(TestSystem.launcher(), dataFolder, ports, new Progress(System.out))) {
            runDemo(system, mail, demoOutput);
            assertThat(demoOutput.toString(StandardCharsets.UTF_8)).doesNotContain(oldMail.toString());

            List<MatchResult> blocks = blocks();
            assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
            for (MatchResult block : blocks) {
                String printed = block.group(1).startsWith("./quickstart")
                        ? demoOutput.toString(StandardCharsets.UTF_8)
                        : get(block.group(1), ports);
                assertThat(printed).as(block.group(1)).containsPattern(shown(block.group(2)));
            }
            assertThat(createBudget(ports).statusCode()).isEqualTo(201);

            ByteArrayOutputStream again = new ByteArrayOutputStream();
            runDemo(system, mail, again);
            // The mail is sent once a day, which may have begun between the two.
            assertThat(again.toString(StandardCharsets.UTF_8))
                    .containsPattern("crossed earlier today|the mail is here: (?!.*19700101)");
        }
    }

    private static void runDemo(LocalSystem system, MailFolder mail, ByteArrayOutputStream output) {
        new Demo(system.ports(), mail, new PrintStream(output, true, StandardCharsets.UTF_8)).run();
    }

    private Path mailOfAnEarlierDay() throws IOException {
        Path folder = Files.createDirectories(dataFolder.resolve("mail"));
        return Files.writeString(folder.resolve("19700101-000000-1.eml"), "Subject: [critical] Daily budget");
    }

    private static List<MatchResult> blocks() throws IOException {
        return BLOCK.matcher(readme()).results().collect(Collectors.toList());
    }

    private static String readme() throws IOException {
        return Files.readString(TestSystem.home().resolve("README.md"));
    }

    private static String get(String command, LocalPorts ports) throws IOException, InterruptedException {
        Matcher curl = GET.matcher(command);
        assertThat(curl.matches()).as(command).isTrue();
        String url = curl.group(1) != null ? curl.group(1) : curl.group(2);
        URI uri = URI.create(url.replace(":8080/", ":" + ports.query() + "/"));
        return send(HttpRequest.newBuilder(uri)).body();
    }

    private static HttpResponse<String> createBudget(LocalPorts ports) throws IOException, InterruptedException {
        Matcher curl = POST.matcher(readme());
        assertThat(curl.find()).isTrue();
        URI uri = URI.create("http://" + curl.group(1).replace(":8080/", ":" + ports.query() + "/"));
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(curl.group(2))));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Pattern shown(String text) {
        String pattern = Pattern.compile("…")
                .splitAsStream(text.strip())
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.DOTALL);
    }
}
