package dev.matinee.lab.models;

import dev.matinee.engine.recommend.Network;
import dev.matinee.lab.chart.Axis;
import dev.matinee.lab.chart.Chart;
import dev.matinee.lab.chart.Flow;
import dev.matinee.lab.chart.Lines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Networks in pictures and numbers: their layers, and what was lost while they were trained. */
public final class NetworkCharts {
    private static final String PARAMETERS = "parameters";
    private static final String LAYERS = "layers";
    private static final String EPOCHS = "epochs";
    private static final String BEST = "bestEpoch";

    private NetworkCharts() {}

    /** What there is to know of a network, as JSON values: {@code layers}, {@code parameters}, {@code epochs}, {@code bestEpoch}. */
    public static Map<String, Object> describe(Network network) {
        List<Map<String, Object>> layers = new ArrayList<>();
        for (Network.Layer layer : network.layers()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", named(layer.name()));
            one.put("kind", layer.kind());
            one.put("width", layer.width());
            one.put(PARAMETERS, layer.parameters());
            one.put("takes", layer.takes().stream().map(NetworkCharts::named).toList());
            layers.add(one);
        }
        List<Map<String, Object>> epochs = new ArrayList<>();
        for (Network.Epoch epoch : network.epochs()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("epoch", epoch.number());
            one.put("loss", epoch.trainingLoss());
            one.put("validationLoss", epoch.validationLoss());
            epochs.add(one);
        }
        Map<String, Object> described = new LinkedHashMap<>();
        described.put(LAYERS, layers);
        described.put(
                PARAMETERS,
                network.layers().stream().mapToLong(Network.Layer::parameters).sum());
        described.put(EPOCHS, epochs);
        described.put(BEST, network.bestEpoch());
        return described;
    }

    /** A layer as the command line and reports call it: there items are movies. */
    public static String named(String layer) {
        return layer.replace("item", "movie");
    }

    /**
     * The pictures of a network that was described: its diagram, and the loss by epoch.
     *
     * @param prefix what the names of the charts begin with
     */
    public static List<Chart> of(String prefix, String model, Map<?, ?> described) {
        return List.of(diagram(prefix, model, described), losses(prefix, model, described));
    }

    /** Whether a card's metrics describe a network. */
    public static boolean describes(Map<?, ?> metrics) {
        return metrics.get(LAYERS) instanceof List<?> && metrics.get(EPOCHS) instanceof List<?>;
    }

    private static Chart losses(String prefix, String model, Map<?, ?> described) {
        List<Map<?, ?>> epochs = maps(described.get(EPOCHS));
        List<Double> numbers =
                epochs.stream().map(epoch -> number(epoch.get("epoch"))).toList();
        List<Lines.Curve> curves = new ArrayList<>();
        for (String loss : List.of("loss", "validationLoss")) {
            curves.add(Lines.Curve.of(
                    loss.equals("loss") ? "training" : "validation",
                    numbers,
                    epochs.stream().map(epoch -> number(epoch.get(loss))).toList()));
        }
        return new Chart(
                prefix + "-loss",
                "Loss of " + model + " by epoch",
                "The mean squared error: over the training ratings while they were learned from, and over the validation"
                        + " ratings after each epoch. The weights of the marked epoch were kept.",
                new Lines(
                        Axis.of("epoch"),
                        Axis.of("mean squared error"),
                        Lines.Style.DOTS,
                        curves,
                        List.of(new Lines.Mark(number(described.get(BEST)), "kept"))));
    }

    private static Chart diagram(String prefix, String model, Map<?, ?> described) {
        List<Map<?, ?>> layers = maps(described.get(LAYERS));
        Map<String, Integer> places = new LinkedHashMap<>();
        List<Flow.Node> nodes = new ArrayList<>();
        List<Flow.Link> links = new ArrayList<>();
        int last = 0;
        for (Map<?, ?> layer : layers) {
            int stage = 0;
            for (String from : takes(layer)) {
                stage = Math.max(stage, 1 + nodes.get(place(places, from)).stage());
            }
            for (String from : takes(layer)) {
                int place = place(places, from);
                links.add(new Flow.Link(
                        place, nodes.size(), number(layers.get(place).get("width"))));
            }
            places.put(String.valueOf(layer.get("name")), nodes.size());
            nodes.add(new Flow.Node(stage, label(layer)));
            last = Math.max(last, stage);
        }
        List<String> stages = new ArrayList<>(List.of("ids"));
        for (int stage = 1; stage <= last; stage++) {
            stages.add(stage == last ? "rating" : "layer " + stage);
        }
        return new Chart(
                prefix + "-network",
                "The network of " + model,
                "Bands are as wide as the numbers that a layer hands on for one rating.",
                new Flow(Axis.of("numbers"), stages, nodes, links));
    }

    private static int place(Map<String, Integer> places, String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new IllegalStateException(name);
        }
        return place;
    }

    private static String label(Map<?, ?> layer) {
        double parameters = number(layer.get(PARAMETERS));
        return layer.get("name")
                + (parameters > 0 ? String.format(Locale.ROOT, " (%,d parameters)", (long) parameters) : "");
    }

    private static List<String> takes(Map<?, ?> layer) {
        return layer.get("takes") instanceof List<?> all
                ? all.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static List<Map<?, ?>> maps(@Nullable Object list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (list instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
        }
        return maps;
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
