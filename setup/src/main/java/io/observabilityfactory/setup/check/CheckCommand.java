package io.observabilityfactory.setup.check;

import io.observabilityfactory.setup.SetupException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends a span and reads it back. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Sends a call of a model over OTLP and reads it back, priced, from query-api."
                + " ADMIN_API_KEY in the environment is the API key.")
public final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--otlp", required = true, description = "Address of ingest-service, OTLP over HTTP.")
    private URI otlp = URI.create("");

    @Option(names = "--query", required = true, description = "Address of query-api.")
    private URI query = URI.create("");

    @Option(
            names = "--patience",
            description = "How long to wait for the services and for the price (default: ${DEFAULT-VALUE}).",
            defaultValue = "PT2M")
    private Duration patience = Duration.ofMinutes(2);

    @Override
    public Integer call() throws InterruptedException {
        String key = System.getenv("ADMIN_API_KEY");
        if (key == null) {
            throw new SetupException("ADMIN_API_KEY is not set");
        }
        String traceId = new RoundTrip(otlp, query, key, patience).run();
        spec.commandLine().getOut().println("Trace " + traceId + " was stored, priced and read back");
        return 0;
    }
}
