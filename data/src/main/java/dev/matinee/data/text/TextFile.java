package dev.matinee.data.text;

import dev.matinee.data.source.Location;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A text file, unzipped on the way where it is gzip. Immutable.
 *
 * @param path where it is, in any file system
 * @param gzip whether its bytes are gzip
 */
record TextFile(Path path, boolean gzip) {
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int HEAD = 1 << 16;
    private static final int ENOUGH_TO_JUDGE = 1 << 24;

    /** The file at a path; refuses UTF-16, which no data set of ratings comes in. */
    static TextFile of(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(3);
            int mark = head.length < 2 ? 0 : (head[0] & 0xFF) << 8 | (head[1] & 0xFF);
            if (mark == 0xFFFE || mark == 0xFEFF) {
                throw MatineeException.badData("the file " + path + " is in UTF-16", "save it as UTF-8");
            }
            return new TextFile(path, Location.isGzip(head));
        } catch (IOException failure) {
            throw cannotRead(path, failure);
        }
    }

    /** The name by which rows of the file are told: {@code ratings.csv}. */
    String name() {
        return path.getFileName().toString();
    }

    /** Whether ranges of the file can be read on their own. */
    boolean divisible() {
        return !gzip && path.getFileSystem().equals(FileSystems.getDefault());
    }

    /** The length in bytes as it lies on disk. */
    long size() {
        try {
            return Files.size(path);
        } catch (IOException failure) {
            throw cannotRead(path, failure);
        }
    }

    /** The first bytes of the text. */
    byte[] head() {
        try (InputStream in = unzipped()) {
            return in.readNBytes(HEAD);
        } catch (IOException failure) {
            throw cannotRead(path, failure);
        }
    }

    private InputStream unzipped() throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            return gzip ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException damaged) {
            in.close();
            throw damaged;
        }
    }

    /** Whether the text starts with the byte-order mark of UTF-8. */
    boolean marked() {
        byte[] head = head();
        return head.length >= 3 && head[0] == UTF_8_MARK[0] && head[1] == UTF_8_MARK[1] && head[2] == UTF_8_MARK[2];
    }

    /** The whole text, without its byte-order mark. */
    InputStream open() {
        try {
            InputStream in = unzipped();
            if (marked()) {
                in.skipNBytes(UTF_8_MARK.length);
            }
            return in;
        } catch (IOException failure) {
            throw cannotRead(path, failure);
        }
    }

    /** Bytes {@code from} (inclusive) to {@code to} (exclusive) of a {@linkplain #divisible divisible} file. */
    InputStream open(long from, long to) {
        try {
            SeekableByteChannel channel = Files.newByteChannel(path);
            channel.position(from);
            InputStream whole = Channels.newInputStream(channel);
            return new InputStream() {
                private long left = to - from;

                @Override
                public int read() {
                    throw new UnsupportedOperationException("read blocks");
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int wanted = (int) Math.min(length, left);
                    int count = wanted == 0 ? -1 : whole.read(target, offset, wanted);
                    left -= Math.max(count, 0);
                    return count;
                }

                @Override
                public void close() throws IOException {
                    whole.close();
                }
            };
        } catch (IOException failure) {
            throw cannotRead(path, failure);
        }
    }

    /** UTF-8 when the file's first 16 MB are valid in it, else Latin-1. */
    Charset charset() {
        byte[] bytes;
        try (InputStream in = open()) {
            bytes = in.readNBytes(ENOUGH_TO_JUDGE);
        } catch (IOException failure) {
            throw cannotRead(path, failure);
        }
        int length = bytes.length;
        while (length == ENOUGH_TO_JUDGE && length > 0 && bytes[length - 1] < 0) {
            length--;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException not) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    /** The first line of the text; empty where there is none. */
    String firstLine() {
        byte[] head = head();
        int from = marked() ? UTF_8_MARK.length : 0;
        int end = from;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        return new String(head, from, end - from, StandardCharsets.UTF_8).strip();
    }

    MatineeException cannotRead(IOException failure) {
        return cannotRead(path, failure);
    }

    private static MatineeException cannotRead(Path path, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return MatineeException.notFound("there is no file " + path, "check the path");
        }
        if (failure instanceof EOFException || failure instanceof ZipException) {
            return new MatineeException(
                    ErrorCode.BAD_DATA,
                    "the compressed file " + path + " is cut short or damaged: " + failure.getMessage(),
                    "fetch or pack it again",
                    failure);
        }
        return new MatineeException(
                ErrorCode.STORAGE,
                "cannot read " + path + ": " + failure.getMessage(),
                "check that it may be read",
                failure);
    }
}
