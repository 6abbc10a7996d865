package io.observabilityfactory.setup.secret;

import io.observabilityfactory.setup.SetupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of a PEM file: what is signed by one of them is trusted, and nothing else. */
final class CertificateAuthority {

    private final KeyStore certificates;

    private CertificateAuthority(KeyStore certificates) {
        this.certificates = certificates;
    }

    static CertificateAuthority of(Path pem) throws IOException {
        try (InputStream file = Files.newInputStream(pem)) {
            KeyStore certificates = KeyStore.getInstance(KeyStore.getDefaultType());
            certificates.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                certificates.setCertificateEntry("ca-" + certificates.size(), certificate);
            }
            return new CertificateAuthority(certificates);
        } catch (GeneralSecurityException e) {
            throw new SetupException(pem + " holds no certificates: " + e.getMessage(), e);
        }
    }

    SSLContext sslContext() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(certificates);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }
}
