package dev.matinee.engine.files;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.recommend.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: the length of a header (8 bytes), the header (JSON: name to type, shape and place), then the
 * numbers of every tensor, all little-endian. Read by many libraries for Python and other languages.
 */
final class Safetensors {
    private static final int LONGEST_HEADER = 100_000_000;
    private static final int COPIED_AT_ONCE = 1 << 20;

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Safetensors() {}

    /** Writes tensors in their order; the same tensors give the same bytes. */
    static void write(Map<String, Tensor> tensors, OutputStream out) throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("__metadata__", Map.of("format", "matinee"));
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            long end = offset + bytes(tensor);
            Map<String, Object> place = new LinkedHashMap<>();
            place.put("dtype", type(tensor));
            place.put("shape", Arrays.stream(tensor.shape()).boxed().toList());
            place.put("data_offsets", List.of(offset, end));
            header.put(entry.getKey(), place);
            offset = end;
        }
        String json = Json.write(header);
        int padding = Math.floorMod(-json.getBytes(StandardCharsets.UTF_8).length, 8);
        byte[] text = (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .array());
        out.write(text);
        for (Tensor tensor : tensors.values()) {
            writeNumbers(tensor, out);
        }
    }

    private static void writeNumbers(Tensor tensor, OutputStream out) throws IOException {
        int width = width(tensor);
        int length = Array.getLength(tensor.values());
        ByteBuffer buffer = ByteBuffer.allocate(COPIED_AT_ONCE * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < length; from += COPIED_AT_ONCE) {
            int count = Math.min(COPIED_AT_ONCE, length - from);
            switch (tensor.values()) {
                case float[] floats -> buffer.asFloatBuffer().put(floats, from, count);
                case int[] ints -> buffer.asIntBuffer().put(ints, from, count);
                case long[] longs -> buffer.asLongBuffer().put(longs, from, count);
                case byte[] bytes -> buffer.put(0, bytes, from, count);
                default -> throw new IllegalStateException();
            }
            out.write(buffer.array(), 0, count * width);
        }
    }

    /** Reads all tensors of a file; {@code BAD_DATA} where it is not whole or not such a file. */
    static Map<String, Tensor> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            long headerLength = all.byteSize() < 8 ? -1 : all.get(LONG, 0);
            if (headerLength < 2 || headerLength > LONGEST_HEADER || 8 + headerLength > all.byteSize()) {
                throw damaged(file, "its header is cut short");
            }
            byte[] text = all.asSlice(8, headerLength).toArray(ValueLayout.JAVA_BYTE);
            Map<String, Object> header = header(file, new String(text, StandardCharsets.UTF_8));
            header.remove("__metadata__");
            MemorySegment data = all.asSlice(8 + headerLength);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, Object> entry : header.entrySet()) {
                tensors.put(entry.getKey(), tensor(file, data, entry.getKey(), entry.getValue()));
            }
            return Collections.unmodifiableMap(tensors);
        }
    }

    private static Map<String, Object> header(Path file, String text) {
        try {
            return new LinkedHashMap<>(Json.parseObject(text));
        } catch (MatineeException notJson) {
            throw damaged(file, "its header is " + notJson.getMessage());
        }
    }

    private static Tensor tensor(Path file, MemorySegment data, String name, Object place) {
        if (!(place instanceof Map<?, ?> map)
                || !(map.get("dtype") instanceof String type)
                || !(map.get("shape") instanceof List<?> dimensions)
                || !(map.get("data_offsets") instanceof List<?> offsets)
                || offsets.size() != 2) {
            throw damaged(file, "its header does not say where " + name + " is");
        }
        long[] shape = dimensions.stream().mapToLong(Safetensors::whole).toArray();
        long from = whole(offsets.get(0));
        long to = whole(offsets.get(1));
        long count = 1;
        for (long dimension : shape) {
            count = dimension < 0 ? -1 : Math.multiplyExact(count, dimension);
        }
        if (from < 0
                || to > data.byteSize()
                || count < 0
                || count > Integer.MAX_VALUE - 8
                || to - from != count * width(file, type)) {
            throw damaged(file, name + " is not whole");
        }
        MemorySegment numbers = data.asSlice(from, to - from);
        Object values = switch (type) {
            case "F32" -> numbers.toArray(FLOAT);
            case "I32" -> numbers.toArray(INT);
            case "I64" -> numbers.toArray(LONG);
            default -> numbers.toArray(ValueLayout.JAVA_BYTE);
        };
        return new Tensor(shape, values);
    }

    private static long whole(Object value) {
        return value instanceof Long number ? number : -1;
    }

    private static int width(Path file, String type) {
        return switch (type) {
            case "F32", "I32" -> 4;
            case "I64" -> 8;
            case "U8" -> 1;
            default -> throw damaged(file, "it holds numbers of the type " + type + ", not F32, I32, I64 or U8");
        };
    }

    private static int width(Tensor tensor) {
        return switch (tensor.values()) {
            case long[] longs -> 8;
            case byte[] bytes -> 1;
            default -> 4;
        };
    }

    private static long bytes(Tensor tensor) {
        return (long) Array.getLength(tensor.values()) * width(tensor);
    }

    private static String type(Tensor tensor) {
        return switch (tensor.values()) {
            case float[] floats -> "F32";
            case int[] ints -> "I32";
            case long[] longs -> "I64";
            default -> "U8";
        };
    }

    private static MatineeException damaged(Path file, String why) {
        return MatineeException.badData("the model file " + file + " is damaged: " + why, "train the model again");
    }
}
