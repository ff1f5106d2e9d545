package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.server.security.Visitor;
import java.util.List;
import java.util.function.UnaryOperator;

/** Fields and forms, each with its label. */
final class Forms {
    private Forms() {}

    /** A form that changes something. */
    static Html form(String action, Visitor visitor, Object... content) {
        return el(
                        "form",
                        el("input")
                                .with("type", "hidden")
                                .with("name", PageManner.TOKEN)
                                .with("value", visitor.token()),
                        Html.of(content))
                .with("method", "post")
                .with("action", action);
    }

    /** A field with its label above. */
    static Html field(String label, Html input) {
        return el("label.field", el("span", label), input);
    }

    /** The same with a hint below. */
    static Html field(String label, Html input, String hint) {
        return el("label.field", el("span", label), input, el("small", hint));
    }

    /** An input of a type. */
    static Html input(String type, String name, String value) {
        Html input = el("input").with("type", type).with("name", name);
        return value.isEmpty() ? input : input.with("value", value);
    }

    /** A choice of several. */
    static Html select(String name, List<String> values, String chosen, UnaryOperator<String> label) {
        return el(
                        "select",
                        values.stream()
                                .map(value -> el("option", label.apply(value))
                                        .with("value", value)
                                        .with("selected", value.equals(chosen)))
                                .toList())
                .with("name", name);
    }

    /** A box to tick. */
    static Html tick(String label, String name, String value, boolean ticked) {
        return el("label.tick", input("checkbox", name, value).with("checked", ticked), el("span", label));
    }
}
