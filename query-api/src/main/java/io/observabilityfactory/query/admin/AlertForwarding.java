package io.observabilityfactory.query.admin;

import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/{area: alerts|budgets}{rest: (/.*)?}")
@Tag(name = "Alerts", description = "Rules, budgets, channels, silences, alerts and deliveries; alert-service answers")
final class AlertForwarding extends Forwarding {

    AlertForwarding(Owners owners) {
        super(owners.alertService());
    }
}
