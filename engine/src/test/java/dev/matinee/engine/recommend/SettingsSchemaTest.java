package dev.matinee.engine.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.MatineeException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsSchemaTest {
    /** Settings that several records share. */
    private record Shared(
            @Setting(value = "how many folds", min = 2) int folds,
            @Setting("what it is called") String name) {
        Shared {
            SettingsSchema.check(Shared.class, folds, name);
        }
    }

    private record Whole(
            Shared shared,
            @Setting(value = "how strong", min = 0) double strength) {
        Whole {
            SettingsSchema.check(Whole.class, shared, strength);
        }
    }

    private static final Whole DEFAULTS = new Whole(new Shared(5, "plain"), 0.5);

    @Test
    void sharedSettingsAreNamedAsIfTheyWereItsOwn() {
        SettingsSchema<Whole> schema = SettingsSchema.of(DEFAULTS);
        assertThat(schema.fields()).extracting(SettingsSchema.Field::name).containsExactly("folds", "name", "strength");
        assertThat(schema.values(DEFAULTS))
                .containsExactly(Map.entry("folds", 5), Map.entry("name", "plain"), Map.entry("strength", 0.5));
        assertThat(schema.with(DEFAULTS, Map.of("folds", "3", "strength", 2)))
                .isEqualTo(new Whole(new Shared(3, "plain"), 2));
        assertThat(schema.with(DEFAULTS, schema.values(DEFAULTS))).isEqualTo(DEFAULTS);
    }

    @Test
    void whatDoesNotFitIsRefusedWhereverItIs() {
        SettingsSchema<Whole> schema = SettingsSchema.of(DEFAULTS);
        assertThatThrownBy(() -> schema.with(DEFAULTS, Map.of("folds", 1)))
                .isInstanceOf(MatineeException.class)
                .hasMessage("folds must be at least 2, got 1");
        assertThatThrownBy(() -> schema.with(DEFAULTS, Map.of("strength", -1)))
                .hasMessage("strength must be at least 0, got -1");
        assertThatThrownBy(() -> schema.with(DEFAULTS, Map.of("fold", 3)))
                .hasMessageContaining("there is no setting fold")
                .hasMessageContaining("folds, name, strength");
    }
}
