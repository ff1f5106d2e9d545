package dev.matinee.lab.chart;

import dev.matinee.engine.MatineeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who or what moves from where to where: bands as wide as their number (a Sankey diagram).
 *
 * @param value what the width of a band says
 * @param stages the names of the stages, left to right: {@code 2015}, {@code 2016}
 * @param nodes the places, in order from the top of their stage
 * @param links the bands, each from a place to one of a later stage
 */
public record Flow(Axis value, List<String> stages, List<Node> nodes, List<Link> links) implements Plot {
    /** A place: unique by stage and name. */
    public record Node(int stage, String name) {}

    /** A band between two places, given by their numbers in the list. */
    public record Link(int from, int to, double value) {}

    /** Refuses bands that lead nowhere, back, or have no width. */
    public Flow {
        stages = List.copyOf(stages);
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        for (Node node : nodes) {
            if (node.stage() < 0 || node.stage() >= stages.size()) {
                throw MatineeException.usage(
                        "place " + node.name() + " is at stage " + node.stage() + " of " + stages.size());
            }
        }
        for (Link link : links) {
            if (link.from() < 0 || link.to() < 0 || link.from() >= nodes.size() || link.to() >= nodes.size()) {
                throw MatineeException.usage(
                        "a band from place " + link.from() + " to " + link.to() + " of " + nodes.size());
            }
            if (nodes.get(link.from()).stage() >= nodes.get(link.to()).stage()) {
                throw MatineeException.usage(
                        "a band from " + nodes.get(link.from()).name() + " to "
                                + nodes.get(link.to()).name() + " does not lead to a later stage");
            }
            if (!(link.value() > 0)) {
                throw MatineeException.usage("the width of a band must be above 0, got " + link.value());
            }
        }
    }

    /** What goes through a place: the larger of what comes and what goes. */
    double through(int node) {
        double in = links.stream()
                .filter(link -> link.to() == node)
                .mapToDouble(Link::value)
                .sum();
        double out = links.stream()
                .filter(link -> link.from() == node)
                .mapToDouble(Link::value)
                .sum();
        return Math.max(in, out);
    }

    private String place(int node) {
        return nodes.get(node).name() + " (" + stages.get(nodes.get(node).stage()) + ")";
    }

    @Override
    public Table table() {
        List<List<Object>> rows = new ArrayList<>();
        for (Link link : links) {
            rows.add(List.of(place(link.from()), place(link.to()), link.value()));
        }
        return new Table(List.of("from", "to", value.caption()), rows);
    }

    @Override
    public String summary() {
        int most = Peaks.largest(links.stream().map(Link::value).toList());
        return "Flow diagram of " + value.label() + " over " + stages.size() + " stages, " + links.size() + " bands."
                + (most < 0
                        ? ""
                        : " Widest: from " + place(links.get(most).from()) + " to "
                                + place(links.get(most).to()) + ", "
                                + value.text(links.get(most).value()) + ".");
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "flow");
        json.put("value", value.toJson());
        json.put("stages", stages);
        json.put(
                "nodes",
                nodes.stream()
                        .map(node -> Map.<String, Object>of("stage", node.stage(), "name", node.name()))
                        .toList());
        json.put(
                "links",
                links.stream()
                        .map(link ->
                                Map.<String, Object>of("from", link.from(), "to", link.to(), "value", link.value()))
                        .toList());
        return json;
    }
}
