package dev.matinee.server.web;

import dev.matinee.lab.chart.ChartPage;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * A piece of a page. Whatever is put into it as text or as an attribute stands for itself, so that no title, tag or name of a user can
 * become markup. Immutable.
 *
 * <pre>{@code
 * Html.el("a.button", "Toy Story <1995>").with("href", "/similar?movie=1")
 * }</pre>
 */
public final class Html {
    /** Nothing. */
    public static final Html NONE = new Html("", "", "");

    private static final Set<String> EMPTY = Set.of("input", "meta", "link", "br", "img", "hr");

    private final String name;
    private final String attributes;
    private final String content;

    private Html(String name, String attributes, String content) {
        this.name = name;
        this.attributes = attributes;
        this.content = content;
    }

    /**
     * An element.
     *
     * @param kind its name and, after dots, its classes: {@code section.card.wide}
     * @param content what is in it: pieces, collections and optionals of them; anything else is text
     */
    public static Html el(String kind, Object... content) {
        int dot = kind.indexOf('.');
        String name = dot < 0 ? kind : kind.substring(0, dot);
        Html element = new Html(name, "", of(content).toString());
        return dot < 0 ? element : element.with("class", kind.substring(dot + 1).replace('.', ' '));
    }

    /** Pieces one after the other. */
    public static Html of(Object... content) {
        StringBuilder all = new StringBuilder();
        for (Object part : content) {
            append(all, part);
        }
        return new Html("", "", all.toString());
    }

    private static void append(StringBuilder all, Object part) {
        switch (part) {
            case Html html -> all.append(html);
            case Collection<?> many -> many.forEach(one -> append(all, one));
            case Optional<?> maybe -> maybe.ifPresent(one -> append(all, one));
            default -> all.append(ChartPage.escaped(part.toString()));
        }
    }

    /** Markup that was made elsewhere, where every text in it was made to stand for itself already. */
    static Html trusted(String markup) {
        return new Html("", "", markup);
    }

    /** The element with an attribute more. */
    public Html with(String attribute, Object value) {
        return new Html(
                name, attributes + " " + attribute + "=\"" + ChartPage.escaped(value.toString()) + "\"", content);
    }

    /** The element with an attribute that has no value, or without it. */
    public Html with(String attribute, boolean is) {
        return is ? new Html(name, attributes + " " + attribute, content) : this;
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return name.isEmpty() && content.isEmpty();
    }

    @Override
    public String toString() {
        if (name.isEmpty()) {
            return content;
        }
        String open = "<" + name + attributes + ">";
        return EMPTY.contains(name) ? open : open + content + "</" + name + ">";
    }
}
