package dev.matinee.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.matrix.Rows;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "2005-12-31, 1135987200",
        "2005-12-31 12:00:00, 1136030400",
        "2005-12-31T12:00, 1136030400",
        "2005-12-31T12:00:00.75Z, 1136030400",
        "2005-12-31 12:00:00+02, 1136023200",
        "2005-12-31T12:00:00-0530, 1136050200",
        "1969-12-31, -86400",
        "1136030400, 1136030400",
        "1136030400.5, 1136030400",
        "1136030400123, 1136030400",
        "1136030400123456, 1136030400",
        "1136030400123456789, 1136030400",
        "-5, -5"
    })
    void textIsADateATimeOrANumber(String text, long seconds) {
        assertThat(Times.parse(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2005-02-30", "2005-13-01", "yesterday", "12/31/2005", "-", "2005-12-31 99:00", "1.2.3"})
    void anythingElseIsNoTime(String text) {
        assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void whatDatabasesHandOverIsTakenAsUtc() {
        LocalDateTime noon = LocalDateTime.parse("2005-12-31T12:00:00");

        assertThat(Times.seconds(noon)).isEqualTo(1_136_030_400);
        assertThat(Times.seconds(Timestamp.valueOf(noon))).isEqualTo(1_136_030_400);
        assertThat(Times.seconds(OffsetDateTime.parse("2005-12-31T12:00:00+02:00")))
                .isEqualTo(1_136_023_200);
        assertThat(Times.seconds(LocalDate.parse("2005-12-31"))).isEqualTo(1_135_987_200);
        assertThat(Times.seconds(java.sql.Date.valueOf("2005-12-31"))).isEqualTo(1_135_987_200);
        assertThat(Times.seconds(null)).isEqualTo(Rows.NO_TIME);
        assertThat(Times.seconds(" ")).isEqualTo(Rows.NO_TIME);
        assertThat(Times.seconds(Double.NaN)).isEqualTo(Rows.NO_TIME);
    }
}
