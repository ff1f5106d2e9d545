package dev.matinee.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void aTextNamesTheColumns() {
        assertThat(Columns.parse("user=customer, item=film,rating=stars"))
                .isEqualTo(new Columns("customer", "film", "stars", Optional.empty()));
        assertThat(Columns.parse("time=day,rating=stars,movie=film,user=customer"))
                .isEqualTo(new Columns("customer", "film", "stars", Optional.of("day")));
    }

    @Test
    void aMisspeltOrMissingKeyIsNamed() {
        assertThatThrownBy(() -> Columns.parse("usr=a,movie=b,rating=c")).hasMessageContaining("did you mean user?");
        assertThatThrownBy(() -> Columns.parse("user=a,movie=b")).hasMessageContaining("the column of the rating");
        assertThatThrownBy(() -> Columns.parse("user=a,movie=b,item=c,rating=d"))
                .hasMessageContaining("names the movie twice");
    }

    @Test
    void usualNamesAreRecognisedWhateverTheirSpelling() {
        assertThat(Columns.usual(List.of("MovieID", "User_Id", "Rating", "other", "rated_at")))
                .contains(new Columns("User_Id", "MovieID", "Rating", Optional.of("rated_at")));
        assertThat(Columns.usual(List.of("customer_id", "movie_id", "rating")))
                .contains(new Columns("customer_id", "movie_id", "rating", Optional.empty()));
        assertThat(Columns.usual(List.of("customer_id", "movie_id", "total_ratings")))
                .isEmpty();
    }

    @Test
    void columnsAreFoundWhateverTheirCaseAndTheNearestIsNamedOtherwise() {
        List<String> names = List.of("Customer", "film", "stars");

        assertThat(Columns.parse("user=customer,movie=FILM,rating=stars").in(names, "the table x"))
                .isEqualTo(new Columns("Customer", "film", "stars", Optional.empty()));
        assertThatThrownBy(() ->
                        Columns.parse("user=customer,movie=film,rating=star").in(names, "the table x"))
                .hasMessage("the table x has no column \"star\" (did you mean stars?); it has Customer, film, stars")
                .extracting(failure -> ((MatineeException) failure).code())
                .isEqualTo(ErrorCode.USAGE);
    }
}
