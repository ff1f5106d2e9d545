package dev.matinee.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that takes long to make: it is made when it is first asked for, once in a JVM, and each test gets a copy of its own to
 * change as it likes. Thread-safe.
 *
 * <pre>{@code
 * private static final FolderTemplate INGESTED = new FolderTemplate(folder -> ingest(folder));
 * Path mine = INGESTED.copyTo(temporary.resolve("workspace"));
 * }</pre>
 */
public final class FolderTemplate {
    private final Consumer<Path> maker;
    private @Nullable Path made;

    /** One that is made by a function, which gets the path of a folder that is not there yet. */
    public FolderTemplate(Consumer<Path> maker) {
        this.maker = maker;
    }

    /** Copies everything to a folder that is not there yet; that folder. */
    public Path copyTo(Path target) {
        Path source = made();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, target.resolve(source.relativize(file).toString()));
            }
            return target;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private synchronized Path made() {
        if (made == null) {
            try {
                Path temporary = Files.createTempDirectory("matinee-template-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(temporary), "delete-template"));
                Path folder = temporary.resolve("template");
                maker.accept(folder);
                made = folder;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return made;
    }

    /** Deletes a folder with everything in it. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
