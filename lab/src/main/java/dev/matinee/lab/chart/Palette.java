package dev.matinee.lab.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The colours of a theme. Those of series follow Okabe and Ito (2008), told apart with any kind of colour vision; the ramp
 * follows cividis (Nunez, Anderton and Renslow 2018), which also grows evenly in lightness.
 *
 * @param paper the ground
 * @param ink text and frames
 * @param muted notes and captions
 * @param grid lines behind the numbers
 * @param series one after the other for groups, over again after the last
 * @param ramp from the smallest value to the largest
 * @param diverging from the most negative value over 0 to the most positive
 */
record Palette(
        String paper,
        String ink,
        String muted,
        String grid,
        List<String> series,
        List<String> ramp,
        List<String> diverging) {
    private static final List<String> CIVIDIS = List.of(
            "#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55",
            "#fee838");

    static final Palette LIGHT = new Palette(
            "#ffffff",
            "#1c2127",
            "#5a6470",
            "#e3e6ea",
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#6b5b95", "#7f7f7f"),
            CIVIDIS,
            List.of("#0b5fa5", "#6aaed6", "#f2f2f2", "#f0a35e", "#c24e00"));

    static final Palette DARK = new Palette(
            "#15181d",
            "#e6e9ed",
            "#a3acb8",
            "#2c323a",
            List.of("#4da6e0", "#f0803c", "#2bc29a", "#e39ac4", "#f5b82e", "#8fd0f5", "#a99be0", "#a0a0a0"),
            CIVIDIS,
            List.of("#4da6e0", "#2f6f9c", "#2a2e35", "#a85d2a", "#f0803c"));

    /** The colour of a part: {@code paper}, {@code ink}, {@code muted}, {@code grid}, {@code s0} on, or itself. */
    String color(String part) {
        return switch (part) {
            case "paper" -> paper;
            case "ink" -> ink;
            case "muted" -> muted;
            case "grid" -> grid;
            default -> part.startsWith("s") ? series.get(Integer.parseInt(part.substring(1))) : part;
        };
    }

    /** The part of a drawing that a group's colour is called by. */
    static String series(int group) {
        return "s" + group % LIGHT.series().size();
    }

    /** The colour at a share of the way along a ramp. */
    static String along(List<String> ramp, double share) {
        double place = Math.clamp(share, 0, 1) * (ramp.size() - 1);
        int left = Math.min(ramp.size() - 2, (int) place);
        int from = Integer.parseInt(ramp.get(left).substring(1), 16);
        int to = Integer.parseInt(ramp.get(left + 1).substring(1), 16);
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 255;
            int b = to >> shift & 255;
            mixed |= (int) Math.rint(a + (b - a) * (place - left)) << shift;
        }
        return String.format(Locale.ROOT, "#%06x", mixed);
    }

    /** Whether dark text reads better than light on a colour. */
    static boolean isLight(String color) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        return 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255) > 140;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("paper", paper);
        json.put("ink", ink);
        json.put("muted", muted);
        json.put("grid", grid);
        json.put("series", series);
        json.put("ramp", ramp);
        json.put("diverging", diverging);
        return json;
    }
}
