package dev.matinee.lab.leaderboard;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.evaluate.UserInfluence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The file beside a record that holds what each user contributed to each metric, so that two records can be compared user
 * by user. Compressed by gzip, whose checksum tells damage; big-endian:
 *
 * <pre>
 * int magic "MUSR", int format 1
 * int lists of users, each: int n, n ints (index minus the one before)
 * int metrics, each: name (modified UTF-8), double mean, int number of its list of users, n floats
 * </pre>
 */
final class UserParts {
    private static final int MAGIC = 0x4D555352;
    private static final int FORMAT = 1;

    private UserParts() {}

    static byte[] write(Map<String, UserInfluence> metrics) {
        List<int[]> lists = new ArrayList<>();
        for (UserInfluence influence : metrics.values()) {
            if (indexOf(lists, influence.users()) < 0) {
                lists.add(influence.users());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes, 1 << 16))) {
            out.writeInt(MAGIC);
            out.writeInt(FORMAT);
            out.writeInt(lists.size());
            for (int[] users : lists) {
                out.writeInt(users.length);
                int before = 0;
                for (int user : users) {
                    out.writeInt(user - before);
                    before = user;
                }
            }
            out.writeInt(metrics.size());
            for (Map.Entry<String, UserInfluence> metric : metrics.entrySet()) {
                out.writeUTF(metric.getKey());
                out.writeDouble(metric.getValue().mean());
                out.writeInt(indexOf(lists, metric.getValue().users()));
                for (double part : metric.getValue().parts()) {
                    out.writeFloat((float) part);
                }
            }
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** What was written; {@code BAD_DATA} when it is damaged. */
    static Map<String, UserInfluence> read(byte[] bytes) {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 16)) {
            // All of it first, so that the checksum is known to be right before any number is believed.
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed.readAllBytes()));
            if (in.readInt() != MAGIC || in.readInt() != FORMAT) {
                throw new IOException("it is of another format");
            }
            int[][] lists = new int[checked(in.readInt(), 1_000_000)][];
            for (int list = 0; list < lists.length; list++) {
                int[] users = new int[checked(in.readInt(), Integer.MAX_VALUE - 8)];
                int before = 0;
                for (int i = 0; i < users.length; i++) {
                    before += in.readInt();
                    users[i] = before;
                }
                lists[list] = users;
            }
            Map<String, UserInfluence> metrics = new LinkedHashMap<>();
            int count = checked(in.readInt(), 100_000);
            for (int metric = 0; metric < count; metric++) {
                String name = in.readUTF();
                double mean = in.readDouble();
                int[] users = lists[checked(in.readInt(), lists.length - 1)];
                double[] parts = new double[users.length];
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = in.readFloat();
                }
                metrics.put(name, new UserInfluence(mean, users, parts));
            }
            if (in.read() >= 0) {
                throw new IOException("it is longer than it should be");
            }
            return metrics;
        } catch (IOException damaged) {
            throw new MatineeException(ErrorCode.BAD_DATA, "cannot be read: " + damaged.getMessage(), "", damaged);
        }
    }

    private static int checked(int number, int most) throws IOException {
        if (number < 0 || number > most) {
            throw new IOException("it says " + number + " where at most " + most + " makes sense");
        }
        return number;
    }

    private static int indexOf(List<int[]> lists, int[] users) {
        for (int i = 0; i < lists.size(); i++) {
            if (Arrays.equals(lists.get(i), users)) {
                return i;
            }
        }
        return -1;
    }
}
