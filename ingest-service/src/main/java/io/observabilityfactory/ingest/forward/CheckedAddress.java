package io.observabilityfactory.ingest.forward;

import io.observabilityfactory.service.address.TargetGuard;
import io.observabilityfactory.service.address.TargetRefusedException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The address behind a backend's name that is connected to. It is checked for every request, as a name may come to stand for
 * another one, and stays the same until it fails or is not the name's any more.
 */
final class CheckedAddress {

    private final TargetGuard guard;
    private final URI endpoint;
    private @Nullable InetAddress chosen;
    private @Nullable InetAddress failed;

    CheckedAddress(TargetGuard guard, URI endpoint) {
        this.guard = guard;
        this.endpoint = endpoint;
    }

    /** @throws BackendException.Denied when it is none that may be sent to */
    synchronized InetAddress current() throws BackendException {
        List<InetAddress> allowed = allowed();
        if (chosen == null || !allowed.contains(chosen)) {
            chosen = allowed.stream()
                    .filter(address -> !address.equals(failed))
                    .findFirst()
                    .orElse(allowed.get(0));
        }
        return chosen;
    }

    /** The next request tries another one, if there is one. */
    synchronized void failed() {
        failed = chosen;
        chosen = null;
    }

    private List<InetAddress> allowed() throws BackendException {
        try {
            return guard.resolveAll(endpoint);
        } catch (TargetRefusedException e) {
            throw new BackendException.Denied(e.getMessage(), e);
        } catch (UnknownHostException e) {
            throw new BackendException.Unavailable("there is no address for " + endpoint.getHost(), e, null);
        }
    }
}
