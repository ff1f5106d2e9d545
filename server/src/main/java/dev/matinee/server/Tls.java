package dev.matinee.server;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Encryption by PEM files, as they come from certificate authorities.
 *
 * @param certificates the service's certificate and those that vouch for it, its own first
 * @param key the private key of the first one, in PKCS #8 ({@code BEGIN PRIVATE KEY}), without a password
 */
public record Tls(Path certificates, Path key) {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final char[] IN_MEMORY = "in memory only".toCharArray();

    /** What the web server needs; throws {@code BAD_DATA} naming the file that cannot be used. */
    SslContextFactory.Server server() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, IN_MEMORY);
            store.setKeyEntry("service", privateKey(), IN_MEMORY, chain().toArray(Certificate[]::new));
            SslContextFactory.Server server = new SslContextFactory.Server();
            server.setKeyStore(store);
            server.setKeyStorePassword(new String(IN_MEMORY));
            server.setIncludeProtocols("TLSv1.3", "TLSv1.2");
            server.setSniRequired(false);
            return server;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new MatineeException(
                    ErrorCode.BAD_DATA,
                    "the certificate " + certificates + " and the key " + key + " cannot be used together: "
                            + unusable.getMessage(),
                    "name the key that belongs to the first certificate",
                    unusable);
        }
    }

    private Collection<? extends Certificate> chain() {
        try {
            Collection<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(read(certificates)));
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException malformed) {
            throw new MatineeException(
                    ErrorCode.BAD_DATA,
                    "the file " + certificates + " has no certificates that can be read: " + malformed.getMessage(),
                    "name a PEM file with BEGIN CERTIFICATE",
                    malformed);
        }
        throw MatineeException.badData(
                "the file " + certificates + " has no certificates", "name a PEM file with BEGIN CERTIFICATE");
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        Matcher pem = PKCS8.matcher(new String(read(key), StandardCharsets.US_ASCII));
        if (pem.find()) {
            byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
            for (String algorithm : ALGORITHMS) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
                } catch (InvalidKeySpecException another) {
                    System.getLogger(Tls.class.getName())
                            .log(System.Logger.Level.DEBUG, "{0} is not of {1}", key, algorithm);
                }
            }
        }
        throw MatineeException.badData(
                "the file " + key + " has no private key that can be read",
                "make a PEM file with BEGIN PRIVATE KEY of it, with: openssl pkcs8 -topk8 -nocrypt");
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.NOT_FOUND, "cannot read " + file + ": " + failure.getMessage(), "", failure);
        }
    }
}
