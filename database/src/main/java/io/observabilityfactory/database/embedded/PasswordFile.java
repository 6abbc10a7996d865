package io.observabilityfactory.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;

/** A random password in a file that nobody but its owner can read. */
public final class PasswordFile {

    private static final int RANDOM_BYTES = 24;

    private PasswordFile() {}

    /** The password that was written when this was first asked for; the folder has to exist. */
    public static String readOrCreate(Path file) {
        try {
            if (Files.notExists(file)) {
                // Temporary files are their owner's alone from the beginning; renamed, it is complete or not there.
                Path written = Files.createTempFile(file.toAbsolutePath().getParent(), "password", null);
                Files.writeString(written, random());
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the password in " + file + " cannot be kept", e);
        }
    }

    /** Letters, digits, - and _: nothing that has to be quoted anywhere. */
    public static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
