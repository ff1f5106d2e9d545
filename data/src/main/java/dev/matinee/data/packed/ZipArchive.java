package dev.matinee.data.packed;

import dev.matinee.data.source.Location;
import dev.matinee.data.source.Source;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip of a folder or file that is a source, such as {@code ml-latest-small.zip}. It is unpacked to a temporary folder,
 * as sources are read from several places at once, and the folder is removed when the source is closed. Refused are
 * entries that would leave the folder, an archive that would not fit on the disk, and one that swells out of proportion.
 */
public final class ZipArchive {
    private static final byte[] MAGIC = {'P', 'K', 3, 4};
    private static final int MOST_ENTRIES = 100_000;
    /** Text and databases shrink to a tenth or so, hardly ever to a two-hundredth. */
    private static final long MOST_GROWTH = 200;

    private static final long HARMLESS = 100L << 20;
    private static final long KEPT_FREE = 64L << 20;

    private ZipArchive() {}

    /** Whether the location is a file that starts like a zip or has its ending. */
    public static boolean isAt(Location location) {
        return location.isFile()
                && (location.text().toLowerCase(Locale.ROOT).endsWith(".zip")
                        || Arrays.equals(head(location.path()), MAGIC));
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAGIC.length);
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot read " + file + ": " + failure.getMessage(),
                    "check that it may be read",
                    failure);
        }
    }

    /**
     * Unpacks the archive and opens what is in it.
     *
     * @param opener opens the folder or the one file that was packed
     */
    public static Source open(Location location, Function<Location, Source> opener) {
        Path file = location.path();
        TemporaryFolder folder = new TemporaryFolder();
        try {
            unpack(file, location, folder);
            Path content = content(folder.path());
            String within = folder.path().relativize(content).toString();
            Source inside =
                    opener.apply(Location.of(content).shownAs(location + (within.isEmpty() ? "" : "/" + within)));
            return new Unpacked(inside, inside.format(), location.name(), folder);
        } catch (IOException failure) {
            folder.close();
            throw TemporaryFolder.cannotUse(folder.path().toString(), failure);
        } catch (RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    private static void unpack(Path file, Location location, TemporaryFolder folder) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<ZipEntry> entries = zip.stream()
                    .filter(entry -> !entry.isDirectory() && !isClutter(entry.getName()))
                    .map(ZipEntry.class::cast)
                    .toList();
            checkSizes(entries, location, folder);
            for (ZipEntry entry : entries) {
                Path target = target(entry, location, folder.path());
                Files.createDirectories(target.getParent());
                copy(zip, entry, target, location);
            }
        } catch (ZipException | EOFException damaged) {
            throw damaged(location, String.valueOf(damaged.getMessage()));
        }
    }

    private static boolean isClutter(String name) {
        return name.startsWith("__MACOSX/") || name.endsWith(".DS_Store");
    }

    private static void checkSizes(List<ZipEntry> entries, Location location, TemporaryFolder folder) {
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw MatineeException.badData(
                    "the zip " + location + " holds " + (entries.isEmpty() ? "no" : entries.size()) + " files",
                    "check that it is the right one");
        }
        long packed = entries.stream().mapToLong(ZipEntry::getCompressedSize).sum();
        long bytes = 0;
        for (ZipEntry entry : entries) {
            bytes = Math.addExact(bytes, entry.getSize());
        }
        if (bytes > HARMLESS && bytes / MOST_GROWTH > packed) {
            throw MatineeException.badData(
                    "the zip " + location + " would swell from " + packed + " to " + bytes + " bytes",
                    "if you trust it, unpack it and name the folder");
        }
        long free = folder.free();
        if (bytes > free - KEPT_FREE) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "unpacking " + location + " takes " + bytes + " bytes, and " + folder.path() + " has room for "
                            + Math.max(0, free - KEPT_FREE),
                    "make room there or name another folder with -Djava.io.tmpdir=…");
        }
    }

    private static Path target(ZipEntry entry, Location location, Path folder) {
        try {
            Path target = folder.resolve(entry.getName()).normalize();
            if (target.startsWith(folder) && !target.equals(folder)) {
                return target;
            }
        } catch (InvalidPathException noPath) {
            throw damaged(location, "it has an entry named \"" + entry.getName() + "\"");
        }
        throw MatineeException.badData(
                "the zip " + location + " has an entry that leaves its folder: \"" + entry.getName() + "\"",
                "do not trust it");
    }

    private static void copy(ZipFile zip, ZipEntry entry, Path target, Location location) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            long left = entry.getSize();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw damaged(location, entry.getName() + " is longer than it says");
                }
                out.write(buffer, 0, read);
            }
            if (left != 0 || in.getChecksum().getValue() != entry.getCrc()) {
                throw damaged(location, entry.getName() + " is not what was packed");
            }
        }
    }

    private static MatineeException damaged(Location location, String reason) {
        return MatineeException.badData("the zip " + location + " is damaged: " + reason, "get it again");
    }

    /** The folder below the folders that hold nothing but one folder; or the file, where there is only one. */
    private static Path content(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> all = entries.toList();
            if (all.size() != 1) {
                return folder;
            }
            Path only = all.getFirst();
            return Files.isDirectory(only) ? content(only) : only;
        }
    }
}
