package io.observabilityfactory.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.observabilityfactory.local.demo.LocalApi;
import io.observabilityfactory.local.service.Launcher;
import io.observabilityfactory.testkit.ContainerSandbox;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The services of this build as processes, run as their images would be, with a real mail server, on free ports. */
final class TestSystem implements AutoCloseable {

    private final LocalSystem system;
    private final GreenMail mail;
    private final LocalApi api;

    private TestSystem(LocalSystem system, GreenMail mail) {
        this.system = system;
        this.mail = mail;
        this.api = new LocalApi(system.ports());
    }

    static TestSystem start(Path dataFolder) {
        LocalPorts ports = LocalPorts.free();
        GreenMail mail = new GreenMail(new ServerSetup(ports.smtp(), "localhost", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        return new TestSystem(LocalSystem.start(launcher(), dataFolder, ports, new Progress(System.out)), mail);
    }

    /** Tests run in this module's folder. */
    static Path home() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /** Runs services as their images would be. */
    static Launcher launcher() {
        return (service, javaOptions) -> {
            List<String> program = new ArrayList<>();
            program.add(ContainerSandbox.java());
            program.addAll(javaOptions);
            program.addAll(List.of("-jar", Launcher.JAR));
            return ContainerSandbox.command(Launcher.application(home(), service), program);
        };
    }

    LocalSystem processes() {
        return system;
    }

    LocalPorts ports() {
        return system.ports();
    }

    GreenMail mail() {
        return mail;
    }

    /** Mails whose subject contains the text. */
    List<MimeMessage> mailAbout(String text) {
        return Stream.of(mail.getReceivedMessages())
                .filter(message -> subject(message).contains(text))
                .toList();
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    LocalApi api() {
        return api;
    }

    /** A JSON answer of query-api that has to be there. */
    JsonNode get(String path) {
        return api.query(path).orElseThrow(() -> new AssertionError(path + " answers 404"));
    }

    /** The first column of all rows as text. */
    List<String> sql(String query) {
        try (Connection connection = system.database().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Runs a statement that returns nothing. */
    void execute(String statement) {
        try (Connection connection = system.database().dataSource().getConnection();
                Statement executed = connection.createStatement()) {
            executed.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    boolean everythingIsSettled() {
        return sql("select 1 from ingest_batch where settled_at is null limit 1")
                .isEmpty();
    }

    @Override
    public void close() {
        system.close();
        mail.stop();
    }
}
