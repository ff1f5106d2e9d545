package dev.matinee.data.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.data.source.Columns;
import dev.matinee.data.source.Location;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import org.junit.jupiter.api.Test;

class SampleFormatTest {
    private static final Location SAMPLE = Location.of("sample");

    @Test
    void theSampleIsUnpackedAndOpenedAsAMovieLensFolder() {
        SampleFormat format = new SampleFormat((folder, options) -> {
            assertThat(folder.file("ratings.csv")).isPresent();
            assertThat(folder.file("movies.csv")).isPresent();
            assertThat(options).isEqualTo(SourceOptions.none().format("movielens-csv"));
            throw MatineeException.badData("seen " + folder, "");
        });

        assertThat(format.recognises(SAMPLE)).isTrue();
        assertThat(format.recognises(Location.of("./sample"))).isFalse();
        assertThatThrownBy(() -> format.open(SAMPLE, SourceOptions.none())).hasMessage("seen sample");
    }

    @Test
    void withoutTheJarItSaysWhatToDo() {
        SampleFormat format = new SampleFormat(
                (folder, options) -> {
                    throw new AssertionError("opened " + folder);
                },
                ClassLoader.getPlatformClassLoader());

        assertThatThrownBy(() -> format.open(SAMPLE, SourceOptions.none()))
                .hasMessageContaining("the jar \"sample\" is not on the class path")
                .extracting(failure -> ((MatineeException) failure).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void itTakesNoColumns() {
        SampleFormat format = new SampleFormat((folder, options) -> {
            throw new AssertionError("opened " + folder);
        });

        assertThatThrownBy(() ->
                        format.open(SAMPLE, SourceOptions.none().columns(Columns.parse("user=a,movie=b,rating=c"))))
                .hasMessageContaining("leave out --columns");
    }
}
