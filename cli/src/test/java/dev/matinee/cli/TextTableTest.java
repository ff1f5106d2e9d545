package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void numbersStandRightAndTextsLeft() {
        assertThat(new TextTable("name", "rows")
                        .add("a", 1)
                        .add("longer", "1,000")
                        .toString())
                .isEqualTo("name     rows\na           1\nlonger  1,000");
    }

    @Test
    void wideAndCombiningCharactersAreCountedAsTheyAreShown() {
        assertThat(TextTable.width("千と千尋")).isEqualTo(8);
        assertThat(TextTable.width("Ame\u0301lie")).isEqualTo(6);
        assertThat(new TextTable("t", "x").add("千", "y").add("ab", "y").toString())
                .isEqualTo("t   x\n千  y\nab  y");
    }
}
