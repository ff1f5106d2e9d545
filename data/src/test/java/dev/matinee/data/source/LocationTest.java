package dev.matinee.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host/films?user=anna&password=s3cret",
                "jdbc:mysql://anna:s3cret@host/films",
                "jdbc:mysql://anna:s3?cret@host/films",
                "jdbc:postgresql://host/films?user=anna@host&password=s3cret",
                "jdbc:oracle:thin:anna/s3cret@host:1521:films",
                "jdbc:sqlserver://host;password=s3cret"
            })
    void aPasswordInADatabaseUrlIsNeverShown(String url) {
        assertThat(Location.of(url).toString()).startsWith("jdbc:").doesNotContain("s3", "cret");
        assertThatThrownBy(() -> Location.of(url).path()).hasMessageNotContainingAny("s3", "cret");
    }

    @Test
    void theRestOfTheUrlIsShown() {
        assertThat(Location.of("jdbc:postgresql://host:5432/films?user=anna"))
                .hasToString("jdbc:postgresql://host:5432/films");
        assertThat(Location.of("some/folder?x")).hasToString("some/folder?x");
    }
}
