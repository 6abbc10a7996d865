package io.observabilityfactory.cost.repricing;

import io.observabilityfactory.cost.billing.Amount;
import io.observabilityfactory.cost.billing.ChargeChange;
import io.observabilityfactory.cost.billing.TracedSpan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a round changes, by day and model and from which price version to which. */
final class RepricingTally {

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::day)
            .thenComparing(Key::provider)
            .thenComparing(Key::model)
            .thenComparing(Key::fromPriceId)
            .thenComparing(Key::toPriceId);

    private final NavigableMap<Key, Sums> byKey = new TreeMap<>(ORDER);

    /** @param fromPriceId 0 for none */
    record Key(LocalDate day, String provider, String model, long fromPriceId, long toPriceId) {}

    record Sums(long spans, BigDecimal beforeUsd, BigDecimal afterUsd, long unpricedBefore, long unpricedAfter) {

        static final Sums NONE = new Sums(0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0);

        Sums plus(Sums other) {
            return new Sums(
                    spans + other.spans,
                    beforeUsd.add(other.beforeUsd),
                    afterUsd.add(other.afterUsd),
                    unpricedBefore + other.unpricedBefore,
                    unpricedAfter + other.unpricedAfter);
        }
    }

    /** Spans that were never charged before are no matter of pricing again. */
    void add(Collection<ChargeChange> changes) {
        for (ChargeChange change : changes) {
            if (change.before() != null
                    && !change.before().amount().equals(change.after().amount())) {
                byKey.merge(key(change), sums(change), Sums::plus);
            }
        }
    }

    NavigableMap<Key, Sums> byKey() {
        return byKey;
    }

    Sums total() {
        return byKey.values().stream().reduce(Sums.NONE, Sums::plus);
    }

    private static Key key(ChargeChange change) {
        TracedSpan span = change.span();
        String model = span.responseModel() != null ? span.responseModel() : span.requestModel();
        return new Key(
                span.key().startTime().atOffset(ZoneOffset.UTC).toLocalDate(),
                span.provider() == null ? "" : span.provider(),
                model == null ? "" : model,
                idOf(change.before().amount()),
                idOf(change.after().amount()));
    }

    private static long idOf(Amount amount) {
        @Nullable Long id = amount.priceId();
        return id == null ? 0 : id;
    }

    private static Sums sums(ChargeChange change) {
        Amount before = change.before().amount();
        Amount after = change.after().amount();
        return new Sums(1, before.totalUsd(), after.totalUsd(), before.unpricedTokens(), after.unpricedTokens());
    }
}
