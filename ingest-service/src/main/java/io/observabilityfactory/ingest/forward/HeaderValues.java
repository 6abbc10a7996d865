package io.observabilityfactory.ingest.forward;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * The headers a backend is sent, with what is secret of them read from this service's configuration. Values never are in
 * a message, and only names made for this purpose are read: a target could otherwise ask for any secret of the service.
 */
@ApplicationScoped
class HeaderValues {

    private static final String REFERENCE = "env:";
    private static final Pattern READABLE = Pattern.compile("FORWARD_[A-Z0-9_]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern VALUE = Pattern.compile("[ -~]*");

    private final Config config;
    private final SealedHeaders sealedHeaders;

    HeaderValues(Config config, SealedHeaders sealedHeaders) {
        this.config = config;
        this.sealedHeaders = sealedHeaders;
    }

    Map<String, String> of(Destination destination) throws BackendException {
        Map<String, String> values = new TreeMap<>();
        for (Map.Entry<String, String> header : destination.headers().entrySet()) {
            values.put(header.getKey(), value(header.getKey(), header.getValue()));
        }
        byte[] sealed = destination.sealedHeaders().toByteArray();
        if (sealed.length > 0) {
            values.putAll(sealedHeaders.open(destination.projectId(), destination.endpoint(), sealed));
        }
        return values;
    }

    private String value(String name, String stored) throws BackendException {
        String value = stored.startsWith(REFERENCE) ? read(name, stored.substring(REFERENCE.length())) : stored;
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new BackendException.Denied("the header " + name + " has characters that headers cannot have");
        }
        return value;
    }

    private String read(String header, String variable) throws BackendException {
        if (!READABLE.matcher(variable).matches()) {
            throw new BackendException.Denied("the header " + header + " names a variable that is not FORWARD_...");
        }
        return config.getOptionalValue(variable, String.class)
                .orElseThrow(() -> new BackendException.Denied(
                        "the header " + header + " needs " + variable + ", which is not set"));
    }
}
