package io.observabilityfactory.cost.pricing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.observabilityfactory.model.price.PriceVersion;
import io.observabilityfactory.model.pricelist.ListPrices;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Prices that hold for everybody, with date and source: a provider's published ones, as this service ships them, or those
 * that whoever runs it adds.
 *
 * @param checksum of the bytes of the file
 */
record CatalogueFile(String name, String checksum, List<PriceVersion> versions) {

    /** Before the name of a file that is not shipped. */
    private static final String CONFIGURED = "configured/";

    static List<CatalogueFile> all(ObjectMapper json) {
        return ListPrices.NAMES.stream().map(name -> read(name, json)).toList();
    }

    /**
     * Files of whoever runs the service. They have the last word, also when a later release ships other prices: therefore
     * what is shipped is part of their checksum, and they are taken in again when it changes.
     *
     * @throws ConfigurationException names the file, and the price and field that cannot be read, or that would hold for the
     *     same calls as another one
     */
    static List<CatalogueFile> configured(List<Path> paths, List<CatalogueFile> shipped, ObjectMapper json) {
        List<PriceVersion> live = new ArrayList<>();
        shipped.forEach(file -> live.addAll(file.versions()));
        List<CatalogueFile> files = new ArrayList<>();
        for (Path path : paths) {
            CatalogueFile file = configured(path, shipped, json);
            file.versions().forEach(version -> replace(live, version, path));
            files.add(file);
        }
        return files;
    }

    private static void replace(List<PriceVersion> live, PriceVersion version, Path path) {
        live.removeIf(version::beginsWith);
        Overlap.of(version, live).ifPresent(overlap -> {
            throw new ConfigurationException("%s: %s %s: %s %s"
                    .formatted(path, version.provider(), version.model(), overlap.field(), overlap.reason()));
        });
        live.add(version);
    }

    private static CatalogueFile configured(Path path, List<CatalogueFile> shipped, ObjectMapper json) {
        try {
            byte[] bytes = Files.readAllBytes(path);
            MessageDigest digest = sha256();
            shipped.forEach(file -> digest.update(file.checksum().getBytes(StandardCharsets.US_ASCII)));
            List<PriceVersion> versions = ListPrices.read(path.toString(), json.readTree(bytes));
            if (versions.isEmpty()) {
                throw new ConfigurationException(path + " holds no prices");
            }
            return new CatalogueFile(
                    CONFIGURED + path.getFileName(), HexFormat.of().formatHex(digest.digest(bytes)), versions);
        } catch (IOException | IllegalStateException e) {
            throw new ConfigurationException("The prices in " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    static CatalogueFile read(String name, ObjectMapper json) {
        String path = "/catalogue/" + name + ".json";
        try (InputStream file = Objects.requireNonNull(CatalogueFile.class.getResourceAsStream(path), path)) {
            byte[] bytes = file.readAllBytes();
            return new CatalogueFile(name, checksum(bytes), ListPrices.read(name, json.readTree(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    private static String checksum(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
