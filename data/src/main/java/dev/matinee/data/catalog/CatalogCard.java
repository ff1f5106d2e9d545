package dev.matinee.data.catalog;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept beside a catalog so that it can be described without opening the database, and so that a database that was
 * cut short is known as such.
 *
 * @param bytes the length of the database
 * @param matrix the hash of the interactions
 */
public record CatalogCard(long bytes, String matrix, DataCard data, List<QualityFinding> quality) {
    private static final long FORMAT = 1;

    /** Writes the card, atomically. */
    public void write(Path file) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("bytes", bytes);
        json.put("matrix", matrix);
        json.put("data", data.toJson());
        json.put("quality", quality.stream().map(QualityFinding::toJson).toList());
        AtomicFile.write(file, Json.writePretty(json));
    }

    static CatalogCard read(Path file) {
        try {
            Fields json = new Fields(Json.parseObject(Files.readString(file)));
            if (json.whole("format") != FORMAT) {
                throw new IllegalArgumentException("its format is " + json.text("format") + ", not " + FORMAT);
            }
            return new CatalogCard(
                    json.whole("bytes"),
                    json.text("matrix"),
                    DataCard.of(json.object("data")),
                    json.objects("quality").stream().map(QualityFinding::of).toList());
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.BAD_DATA,
                    "the catalog's card " + file + " cannot be read: " + failure.getMessage(),
                    "ingest again",
                    failure);
        } catch (RuntimeException damaged) {
            throw new MatineeException(
                    ErrorCode.BAD_DATA,
                    "the catalog's card " + file + " is damaged: " + damaged.getMessage(),
                    "ingest again",
                    damaged);
        }
    }
}
