package io.observabilityfactory.local;

import static io.observabilityfactory.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.observabilityfactory.local.service.Service;
import io.observabilityfactory.local.service.ServiceProcess;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every crossed budget reaches its mailbox though one of two replicas of alert-service is killed ({@code kill -9}) at work. */
class AlertCrashIT {

    private static final int BUDGETS = 12;

    @RegisterExtension
    static final SharedSystem SHARED = SharedSystem.thatIsShaken();

    private final TestSystem system = SHARED.system();

    @Test
    void killedReplica_isReplacedAndEveryFiringArrives() throws Exception {
        Map<String, String> settings =
                new HashMap<>(system.processes().database().settings());
        settings.put("QUARKUS_MAILER_HOST", "localhost");
        settings.put("QUARKUS_MAILER_PORT", Integer.toString(system.ports().smtp()));
        ServiceProcess second = ServiceProcess.start(
                Service.ALERT, TestSystem.launcher(), SHARED.folder("second-alert"), LocalPorts.free(), settings);
        try {
            second.awaitReady();
            for (int budget = 0; budget < BUDGETS; budget++) {
                createBudget("worker" + budget);
            }
            for (int budget = 0; budget < BUDGETS; budget++) {
                AgentRun.export("worker" + budget, StockExporter.GRPC.connect(system.ports()));
            }
            await().until(() -> system.mail().getReceivedMessages().length > 0);

            system.processes().service(Service.ALERT).kill();

            // What the killed one had taken comes back when its leases end: a rule after 15 s, a mail after 30 s.
            await().until(() -> recipients().size() == BUDGETS);
            assertThat(messageIds())
                    .as("one that is sent again is recognized by its id")
                    .hasSize(BUDGETS);
            assertThat(system.sql("select count(*) from notification where kind = 'firing'"))
                    .containsExactly(Integer.toString(BUDGETS));
            system.processes().service(Service.ALERT).startAgain();
        } finally {
            second.stop();
        }
    }

    private Set<String> recipients() {
        return Arrays.stream(system.mail().getReceivedMessages())
                .map(mail -> header(mail, "To"))
                .collect(Collectors.toSet());
    }

    private Set<String> messageIds() {
        return Arrays.stream(system.mail().getReceivedMessages())
                .map(mail -> header(mail, "Message-ID"))
                .collect(Collectors.toSet());
    }

    private static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, null);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void createBudget(String agent) throws Exception {
        // The last call alone crosses it (0.0135 USD), should the first belong to the day before.
        String body = """
                {"name": "%1$s", "agent": "%1$s", "amountUsd": 0.013, "warningShare": 0.999, "recipients": ["%1$s@example.org"]}""".formatted(agent);
        URI uri = URI.create("http://localhost:" + system.ports().alert() + "/api/v1/budgets");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
