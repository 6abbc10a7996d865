package io.observabilityfactory.query.admin;

import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/{area: models|prices|repricings}{rest: (/.*)?}")
@Tag(name = "Prices", description = "Models, price versions and pricing again; cost-service answers")
final class PriceForwarding extends Forwarding {

    PriceForwarding(Owners owners) {
        super(owners.costService());
    }
}
