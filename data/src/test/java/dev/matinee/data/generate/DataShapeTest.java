package dev.matinee.data.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataShapeTest {
    @Test
    void theKnownShapesHaveTheirPublishedCounts() {
        DataShape shape = DataShape.named("ml-20m");

        assertThat(shape.users()).isEqualTo(138_493);
        assertThat(shape.movies()).isEqualTo(27_278);
        assertThat(shape.ratedMovies()).isEqualTo(26_744);
        assertThat(shape.ratings()).isEqualTo(20_000_263);
        assertThat(DataShape.names())
                .containsExactly(
                        "ml-100k", "ml-1m", "ml-20m", "ml-25m", "ml-25m-head", "netflix", "viewer-interactions");
    }

    @Test
    void scalingMultipliesUsersAndRatingsAndTakesTheRootForFewerMovies() {
        DataShape quarter = DataShape.named("netflix").scaled(0.25);
        DataShape triple = DataShape.named("netflix").scaled(3);

        assertThat(quarter.users()).isEqualTo(120_047);
        assertThat(quarter.ratings()).isEqualTo(25_120_127);
        assertThat(quarter.movies()).isEqualTo(8_885);
        assertThat(triple.users()).isEqualTo(1_440_567);
        assertThat(triple.movies()).isEqualTo(17_770);
        assertThat(triple.highestUserId()).isEqualTo(7_948_287);
    }

    @Test
    void whatCannotBeIsRefusedInOneSentence() {
        assertThatThrownBy(() -> DataShape.named("ml-20"))
                .isInstanceOf(MatineeException.class)
                .hasMessageEndingWith("got \"ml-20\" (did you mean ml-20m?)");
        assertThatThrownBy(() -> DataShape.of(10, 10, 101))
                .hasMessage("ratings must be at most 100, one for each pair of 10 users and 10 rated movies, got 101");
        assertThatThrownBy(() -> DataShape.of(10, 20, 19))
                .hasMessage("ratings must be at least one for each of 10 users and 20 rated movies, got 19");
        assertThatThrownBy(() -> DataShape.of(0, 20, 19)).hasMessage("users must be at least 1, got 0");
        assertThatThrownBy(() -> DataShape.named("ml-1m").scaled(Double.NaN))
                .hasMessage("scale must be above 0 and at most 1000, got NaN");
        assertThatThrownBy(() -> Generator.like(DataShape.of(5, 5, 10)).noise(0))
                .hasMessage("noise must be between 0.05 and 3 stars, got 0.0");
        assertThatThrownBy(() -> Layout.named("cvs")).hasMessageContaining("got \"cvs\" (did you mean csv?)");
    }

    @Test
    void aLayoutWithoutAPlaceForItRefusesMissingAndHalfStarRatings(@TempDir Path folder) {
        Generator viewers =
                Generator.like(DataShape.named("viewer-interactions").scaled(0.01));
        Generator halves = Generator.like(DataShape.of(5, 5, 10));

        assertThatThrownBy(() -> viewers.write(folder.resolve("made"), Layout.NETFLIX, Run.seeded(1)))
                .hasMessageContaining("no place for missing ratings");
        assertThatThrownBy(() -> halves.write(folder.resolve("made"), Layout.HUNDRED_K, Run.seeded(1)))
                .hasMessageContaining("whole stars only");
        assertThat(folder).isEmptyDirectory();
    }
}
