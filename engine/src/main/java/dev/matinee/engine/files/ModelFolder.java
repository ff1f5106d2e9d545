package dev.matinee.engine.files;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.engine.split.TrainingSet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A saved model: a folder with {@code model.safetensors} (the numbers) and {@code card.json} (what it is, how it was made,
 * and the checksum of the numbers). The same model gives the same bytes. The numbers are written first and the card last,
 * each under a temporary name, so that a folder with a card is whole.
 */
public final class ModelFolder {
    /** The number of the format written by this version. */
    public static final int FORMAT = 1;

    private static final String NUMBERS = "model.safetensors";
    private static final String CARD = "card.json";

    private ModelFolder() {}

    /**
     * Saves a model.
     *
     * @param folder made where it does not exist; a model in it is replaced
     * @param metrics what is known of its quality, for the card; values as {@link Json} writes them
     * @throws MatineeException {@code STORAGE} when it cannot be written
     */
    public static void save(Model model, Path folder, Map<String, ?> metrics) {
        save(model, folder, metrics, Map.of());
    }

    /**
     * Saves a model and says what it was trained on.
     *
     * @param environment the versions, threads and kernels of whoever trained it, for the card; left out where empty
     */
    public static void save(Model model, Path folder, Map<String, ?> metrics, Map<String, ?> environment) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(CARD));
            String checksum = write(folder.resolve(NUMBERS), out -> Safetensors.write(model.tensors(), out));
            Map<String, Object> card = new LinkedHashMap<>();
            card.put("format", FORMAT);
            card.put("model", model.settings().model());
            card.put("settings", settings(model.settings()));
            card.put("provenance", model.provenance().toJson());
            card.put("bytes", model.bytes());
            card.put("checksum", checksum);
            model.settings().leak().ifPresent(why -> card.put("leak", why));
            card.put("metrics", metrics);
            if (!environment.isEmpty()) {
                card.put("environment", environment);
            }
            byte[] text = Json.writePretty(card).getBytes(StandardCharsets.UTF_8);
            write(folder.resolve(CARD), out -> out.write(text));
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "cannot save the model to " + folder + ": " + failure.getMessage(),
                    "check free space and permissions",
                    failure);
        }
    }

    private static <M extends Model, S extends Settings<M>> Map<String, Object> settings(S settings) {
        return SettingsSchema.of(settings).values(settings);
    }

    /**
     * What a card says, as JSON values.
     *
     * @throws MatineeException {@code NOT_FOUND} when there is no model in the folder, {@code BAD_DATA} when its card cannot
     *     be read
     */
    public static Map<String, Object> card(Path folder) {
        Path file = folder.resolve(CARD);
        try {
            Map<String, Object> card = Json.parseObject(Files.readString(file));
            Object format = card.get("format");
            if (!(format instanceof Long number) || number < 1 || number > FORMAT) {
                throw MatineeException.badData(
                        "the model card " + file + " has the format " + format + ", this version reads 1 to " + FORMAT,
                        "use a newer version of Matinee, or train the model again");
            }
            return card;
        } catch (NoSuchFileException absent) {
            throw MatineeException.notFound("there is no model in " + folder, "train one");
        } catch (IOException failure) {
            throw unreadable(file, failure);
        } catch (MatineeException notJson) {
            if (notJson.getMessage() != null && notJson.getMessage().startsWith("the model card")) {
                throw notJson;
            }
            throw MatineeException.badData(
                    "the model card " + file + " is damaged: " + notJson.getMessage(), "train the model again");
        }
    }

    /**
     * Loads a model.
     *
     * @param training the ratings that it was trained on
     * @throws MatineeException {@code NOT_FOUND} when there is none; {@code BAD_DATA} when the files are cut, altered or of
     *     an unknown format; {@code CONFLICT} when it was trained on other ratings, naming both hashes
     */
    public static Model load(Path folder, TrainingSet training) {
        Map<String, Object> card = card(folder);
        return load(folder, card, ModelFamilies.named(String.valueOf(card.get("model"))), training);
    }

    /** Loads a model of one family, which need not be among {@link ModelFamilies}; errors as above. */
    public static <M extends Model> M load(Path folder, ModelFamily<M, ?> family, TrainingSet training) {
        Map<String, Object> card = card(folder);
        if (!family.name().equals(card.get("model"))) {
            throw MatineeException.badData(
                    "the model in " + folder + " is of the family " + card.get("model") + " where " + family.name()
                            + " is expected",
                    "name the folder of another model");
        }
        return load(folder, card, family, training);
    }

    private static <M extends Model> M load(
            Path folder, Map<String, Object> card, ModelFamily<M, ?> family, TrainingSet training) {
        Provenance provenance = Provenance.fromJson(object(folder, card, "provenance"));
        if (!provenance.trainingHash().equals(training.hash())) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "the model in " + folder + " was trained on ratings with the hash " + provenance.trainingHash()
                            + ", these have " + training.hash(),
                    "train the model again");
        }
        Path numbers = folder.resolve(NUMBERS);
        try {
            String checksum = checksum(numbers);
            if (!checksum.equals(card.get("checksum"))) {
                throw MatineeException.badData(
                        "the model file " + numbers + " is damaged: its checksum is " + checksum + ", its card says "
                                + card.get("checksum"),
                        "train the model again");
            }
            Map<String, Object> settings = object(folder, card, "settings");
            return family.load(settings, training, provenance, Safetensors.read(numbers));
        } catch (IOException failure) {
            throw unreadable(numbers, failure);
        }
    }

    private static MatineeException unreadable(Path file, IOException failure) {
        return new MatineeException(
                ErrorCode.STORAGE,
                "cannot read " + file + ": " + failure.getMessage(),
                "train the model again",
                failure);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Path folder, Map<String, Object> card, String name) {
        if (card.get(name) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw MatineeException.badData("the model card in " + folder + " has no " + name, "train the model again");
    }

    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /** Writes a file under a temporary name, forces it to disk, renames it, and answers the SHA-256 of its bytes. */
    static String write(Path file, Writer writer) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        MessageDigest digest = sha256();
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                OutputStream out = new DigestOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), digest);
                writer.write(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String checksum(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
