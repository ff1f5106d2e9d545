package dev.matinee.data.source;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Where a source is said to be: a folder or file (of any file system, such as the inside of a zip), or a text that names
 * something else, such as a database URL. Immutable.
 */
public final class Location {
    private static final int HEAD = 1 << 16;

    private final String text;
    private final Optional<Path> path;

    private Location(String text, Optional<Path> path) {
        this.text = text;
        this.path = path;
    }

    /** The location that a user typed. */
    public static Location of(String text) {
        try {
            return new Location(text, Optional.of(Path.of(text)));
        } catch (InvalidPathException notAPath) {
            return new Location(text, Optional.empty());
        }
    }

    /** A folder or file. */
    public static Location of(Path path) {
        return new Location(path.toString(), Optional.of(path));
    }

    /** The same place under the name by which the user knows it, for what was unpacked from somewhere else. */
    public Location shownAs(String shown) {
        return new Location(shown, path);
    }

    /** The location as it was typed; to be shown to people or logged only as {@link #toString}. */
    public String text() {
        return text;
    }

    /** The path; throws {@code NOT_FOUND} when nothing is there. */
    public Path path() {
        return path.filter(Files::exists)
                .orElseThrow(() -> MatineeException.notFound(
                        "there is no file or folder " + this,
                        "check the path, or give a folder, a file or a jdbc: URL"));
    }

    /** Whether this is a folder that exists. */
    public boolean isFolder() {
        return path.filter(Files::isDirectory).isPresent();
    }

    /** Whether this is a file that exists. */
    public boolean isFile() {
        return path.filter(Files::isRegularFile).isPresent();
    }

    /** The name without folders and without the endings of known file kinds: {@code ml-20m} for {@code /x/ml-20m.zip}. */
    public String name() {
        Path file = path.map(Path::toAbsolutePath)
                .map(Path::normalize)
                .map(Path::getFileName)
                .orElse(null);
        String name = file == null ? text : file.toString();
        name = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return name.replaceFirst("(?i)(\\.(csv|tsv|txt|dat|data|db|sqlite3?|parquet|zip))?(\\.gz)?$", "");
    }

    /** The file of this name in the folder, plain or with {@code .gz} after it; upper and lower case are the same. */
    public Optional<Path> file(String name) {
        List<Path> files = files();
        for (String wanted : List.of(name, name + ".gz")) {
            Optional<Path> found = files.stream()
                    .filter(file -> file.getFileName().toString().equalsIgnoreCase(wanted))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The files of the folder by name; empty where this is no folder. */
    public List<Path> files() {
        if (!isFolder()) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path())) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException failure) {
            throw cannotRead(text, failure);
        }
    }

    /** The first bytes of the file, at most 64 KiB, unzipped where it is gzip; empty where this is no file. */
    public byte[] head() {
        return isFile() ? head(path()) : new byte[0];
    }

    /** The first bytes of a file, at most 64 KiB, unzipped where it is gzip. */
    public static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD);
            if (!isGzip(head)) {
                return head;
            }
        } catch (IOException failure) {
            throw cannotRead(file.toString(), failure);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readNBytes(HEAD);
        } catch (java.io.EOFException | ZipException damaged) {
            return new byte[0];
        } catch (IOException failure) {
            throw cannotRead(file.toString(), failure);
        }
    }

    /** Whether these are the first bytes of a gzip file. */
    public static boolean isGzip(byte[] head) {
        return head.length >= 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
    }

    /** Whether the file starts with these ASCII characters. */
    public boolean startsWith(String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        byte[] head = head();
        return head.length >= wanted.length && Arrays.equals(head, 0, wanted.length, wanted, 0, wanted.length);
    }

    private static MatineeException cannotRead(String what, IOException failure) {
        return new MatineeException(
                ErrorCode.STORAGE,
                "cannot read " + what + ": " + failure.getMessage(),
                "check that it may be read",
                failure);
    }

    /** The location as it may be shown: a database URL without its parameters and whatever else may be a password. */
    @Override
    public String toString() {
        if (!text.startsWith("jdbc:")) {
            return text;
        }
        if (text.contains("@")) {
            return text.substring(0, text.indexOf(':', "jdbc:".length()) + 1) + "…";
        }
        return text.replaceFirst("[?;].*", "");
    }
}
