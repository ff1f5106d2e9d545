package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.server.security.Scope;
import dev.matinee.server.security.Visitor;
import dev.matinee.server.shelf.Served;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is around every page: head, menu, foot. */
final class Layout {
    static final String TYPE = "text/html; charset=utf-8";

    /** Nothing that needs inline styles, evaluates text, or keeps pages in the browser; what went wrong is shown, too. */
    private static final String HTMX = "{\"includeIndicatorStyles\":false,\"allowEval\":false,\"historyCacheSize\":0,"
            + "\"refreshOnHistoryMiss\":true,\"selfRequestsOnly\":true,\"scrollIntoViewOnBoost\":false,"
            + "\"responseHandling\":[{\"code\":\"204\",\"swap\":false},{\"code\":\"...\",\"swap\":true}]}";

    private static final Map<String, String> MENU = menu();

    private final Assets assets;
    private final Ahead ahead;
    private final Supplier<Served> served;

    Layout(Assets assets, Ahead ahead, Supplier<Served> served) {
        this.assets = assets;
        this.ahead = ahead;
        this.served = served;
    }

    private static Map<String, String> menu() {
        Map<String, String> menu = new LinkedHashMap<>();
        menu.put("/", "Overview");
        menu.put("/segments", "Segments");
        menu.put("/tastes", "Tastes");
        menu.put("/models", "Models");
        menu.put("/recommendations", "Recommendations");
        menu.put("/similar", "Similar");
        menu.put("/experiments", "Experiments");
        menu.put("/data", "Data");
        return menu;
    }

    /** Whether what takes seconds is worked out for what is served. */
    boolean isReady() {
        return ahead.isReady(served.get().catalog());
    }

    /** A whole page. */
    Html page(Page page, Visitor visitor) {
        if (visitor.may(Scope.READ)) {
            ahead.begin(served.get().catalog());
        }
        Html head = el(
                "head",
                el("meta").with("charset", "utf-8"),
                el("title", page.title() + " · Matinee"),
                el("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                el("meta").with("name", "color-scheme").with("content", "light dark"),
                el("meta").with("name", "htmx-config").with("content", HTMX),
                el("link")
                        .with("rel", "icon")
                        .with("href", assets.at("icon.svg"))
                        .with("type", "image/svg+xml"),
                el("link").with("rel", "stylesheet").with("href", assets.at("charts.css")),
                el("link").with("rel", "stylesheet").with("href", assets.at("web.css")),
                el("script").with("src", assets.at("htmx.js")).with("defer", true),
                el("script").with("src", assets.at("charts.js")).with("defer", true),
                el("script")
                        .with("src", assets.at("web.js"))
                        .with("data-echarts", assets.at("echarts.js"))
                        .with("defer", true));
        Html body = el(
                "body",
                el("a.skip", "Skip to the content").with("href", "#content"),
                top(page.section(), visitor),
                el(
                                "main",
                                el(
                                        "div.heading",
                                        el("h1", page.title()),
                                        page.lead().isEmpty() ? Html.NONE : el("p.lead", page.lead())),
                                page.body())
                        .with("id", "content")
                        .with("tabindex", "-1"),
                visitor.may(Scope.READ) ? foot() : Html.NONE);
        return Html.trusted("<!DOCTYPE html>\n" + el("html", head, body).with("lang", "en"));
    }

    private static Html top(String section, Visitor visitor) {
        List<Html> entries = new ArrayList<>();
        MENU.forEach((address, name) -> {
            Html link = el("a", name).with("href", address);
            entries.add(el("li", address.equals(section) ? link.with("aria-current", "page") : link));
        });
        return el(
                "header.top",
                el("a.brand", el("span.reel", "").with("aria-hidden", "true"), "Matinee")
                        .with("href", "/"),
                el("nav", el("ul", entries)).with("aria-label", "Pages"),
                session(visitor));
    }

    private static Html session(Visitor visitor) {
        if (!visitor.isGuarded()) {
            return el("p.session", "No keys needed here");
        }
        if (visitor.key().isEmpty()) {
            return el("p.session", el("a", "Sign in").with("href", "/sign-in"));
        }
        return Forms.form("/sign-out", visitor, el("span", visitor.key().get().name()), el("button.quiet", "Sign out"))
                .with("class", "session");
    }

    private Html foot() {
        Served now = served.get();
        return el(
                "footer",
                el(
                        "p",
                        now.catalog().card().name() + ", catalog "
                                + now.catalog().version() + " · ",
                        now.preferred()
                                .map(name -> "answers by " + name + " "
                                        + now.model(name).version())
                                .orElse("no model yet: answers are what is popular"),
                        " · ",
                        el("a", "API").with("href", "/api")));
    }
}
