package io.observabilityfactory.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {

    @TempDir
    Path folder;

    @Test
    void readOrCreate_keepsOnePasswordThatOnlyTheOwnerCanRead() throws IOException {
        Path file = folder.resolve("postgres.password");

        String password = PasswordFile.readOrCreate(file);

        assertThat(password).matches("[A-Za-z0-9_-]{32}").isNotEqualTo(PasswordFile.random());
        assertThat(PasswordFile.readOrCreate(file)).isEqualTo(password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**password*.tmp");
    }
}
