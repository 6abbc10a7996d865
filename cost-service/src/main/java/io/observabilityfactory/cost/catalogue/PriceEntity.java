package io.observabilityfactory.cost.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.pricelist.RatesDocument;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** Rows without rates are of an older release and price nothing. */
@Entity
@Immutable
@Table(name = "model_price")
@SQLRestriction("rates is not null")
class PriceEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "price_id")
    private long id;

    @Nullable
    @Column(name = "project_id")
    private Integer projectId;

    private String provider;

    private String model;

    private String[] aliases;

    @Column(name = "valid_from")
    private Instant validFrom;

    @Nullable
    @Column(name = "valid_to")
    private Instant validTo;

    @ColumnTransformer(read = "rates::text", write = "cast(cast(? as text) as jsonb)")
    private String rates;

    private String source;

    @Nullable
    @Column(name = "source_date")
    private LocalDate sourceDate;

    @Nullable
    private Long supersedes;

    @CreationTimestamp
    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    protected PriceEntity() {}

    static PriceEntity of(PriceVersion version) {
        PriceEntity price = new PriceEntity();
        price.projectId = version.projectId();
        price.provider = version.provider();
        price.model = version.model();
        price.aliases = version.aliases().toArray(String[]::new);
        price.validFrom = version.validFrom();
        price.validTo = version.validTo();
        price.rates = RatesDocument.write(version.rates()).toString();
        price.source = version.source();
        price.sourceDate = version.sourceDate();
        price.supersedes = version.supersedes();
        return price;
    }

    PriceVersion toVersion(ObjectMapper json) {
        try {
            return new PriceVersion(
                    id,
                    projectId,
                    provider,
                    model,
                    List.of(aliases),
                    validFrom,
                    validTo,
                    RatesDocument.read(json.readTree(rates)),
                    source,
                    sourceDate,
                    supersedes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("price version " + id + " cannot be read", e);
        }
    }

    long id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }
}
