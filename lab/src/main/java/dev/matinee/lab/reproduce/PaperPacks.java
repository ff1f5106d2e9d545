package dev.matinee.lab.reproduce;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import java.util.List;

/** The packs, the smallest data first. */
public final class PaperPacks {
    private static final List<PaperPack> ALL =
            List.of(new MyFmMl100k(), new NcfMl1m(), new GsasrecMl1m(), new RendleMl10m(), new LiangMl20m());

    private PaperPacks() {}

    /** All of them. */
    public static List<PaperPack> all() {
        return ALL;
    }

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(PaperPack::name).toList();
    }

    /** The pack of this name; {@code USAGE} naming the nearest known one where there is none. */
    public static PaperPack named(String name) {
        return ALL.stream()
                .filter(pack -> pack.name().equals(name))
                .findFirst()
                .orElseThrow(() -> MatineeException.usage("there is no pack " + name + Nearest.hint(name, names())
                        + "; the packs are " + String.join(", ", names())));
    }
}
