package io.observabilityfactory.cost.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.observabilityfactory.model.price.Cost;
import io.observabilityfactory.model.price.CostLine;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.pricelist.PriceDocument;

/** Price versions and what follows from them, as the API shows them. Unit prices are texts, amounts are numbers. */
public final class PriceView {

    private PriceView() {}

    /** A version with all that it says. */
    static ObjectNode whole(PriceEntity entity, ObjectMapper json) {
        PriceVersion version = entity.toVersion(json);
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("id", version.id());
        view.put("own", version.projectId() != null);
        view.setAll(PriceDocument.write(version));
        if (version.supersedes() != null) {
            view.put("supersedes", version.supersedes());
        }
        view.put("createdAt", entity.createdAt().toString());
        return view;
    }

    /** Which version it is. */
    static ObjectNode named(PriceVersion version) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("id", version.id());
        view.put("own", version.projectId() != null);
        view.put("provider", version.provider());
        view.put("model", version.model());
        view.put("validFrom", version.validFrom().toString());
        view.put("source", version.source());
        return view;
    }

    /** The part of an answer that tells what something costs and why. */
    public static ObjectNode of(Cost cost) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        cost.price().ifPresent(price -> view.set("price", named(price)));
        cost.tier().ifPresent(tier -> view.put("tierAbovePromptTokens", tier.abovePromptTokens()));
        if (cost.modifier() != null) {
            view.put("serviceTier", cost.modifier());
        }
        for (CostLine line : cost.lines()) {
            ObjectNode bucket = view.withArray("lines").addObject();
            bucket.put("bucket", line.bucket().key());
            bucket.put("quantity", line.quantity());
            if (line.usdPerUnit() != null) {
                bucket.put("usdPerUnit", line.usdPerUnit());
                bucket.put("per", line.bucket().isTokens() ? 1_000_000 : 1);
                bucket.put("usd", line.usd());
            }
        }
        return view;
    }
}
