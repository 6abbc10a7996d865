package io.observabilityfactory.ingest.resources;

import io.observabilityfactory.ingest.normalize.NormalizedPoint;
import java.util.Optional;

/** What a gauge or a sum says. */
final class PointValue {

    private PointValue() {}

    /** Nothing where the point is a distribution, or not a number. */
    static Optional<Double> of(NormalizedPoint point) {
        return Optional.ofNullable(point.figures().value()).map(Double::valueOf).filter(Double::isFinite);
    }
}
