package dev.matinee.server.web;

import dev.matinee.engine.MatineeException;
import dev.matinee.lab.chart.ChartPage;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.api.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Styles, scripts and pictures that pages use; each at an address that changes with it, so that browsers may keep it for good. */
final class Assets {
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";

    private final Map<String, Asset> assets = new LinkedHashMap<>();

    private record Asset(String type, byte[] bytes, String address) {}

    Assets() {
        add("htmx.js", JAVASCRIPT, read("/META-INF/resources/webjars/htmx.org/2.0.4/dist/htmx.min.js"));
        add("echarts.js", JAVASCRIPT, ChartPage.library().getBytes(StandardCharsets.UTF_8));
        add("charts.js", JAVASCRIPT, ChartPage.script().getBytes(StandardCharsets.UTF_8));
        add("charts.css", CSS, ChartPage.style().getBytes(StandardCharsets.UTF_8));
        add("web.js", JAVASCRIPT, read("web.js"));
        add("web.css", CSS, read("web.css"));
        add("icon.svg", "image/svg+xml", read("icon.svg"));
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private void add(String name, String type, byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            assets.put(name, new Asset(type, bytes, "/assets/" + HexFormat.of().formatHex(digest, 0, 6) + "/" + name));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Where one is. */
    String at(String name) {
        return find(name).address();
    }

    private Asset find(String name) {
        Asset asset = assets.get(name);
        if (asset == null) {
            throw MatineeException.notFound("there is nothing at this address", "");
        }
        return asset;
    }

    List<Endpoint> all() {
        return List.of(Endpoint.get("/assets/{version}/{name}", Cache.FOREVER, call -> {
                    Asset asset = find(call.id("name"));
                    if (!asset.address().equals("/assets/" + call.id("version") + "/" + call.id("name"))) {
                        throw MatineeException.notFound("there is nothing at this address", "load the page again");
                    }
                    return Reply.bytes(asset.type(), asset.bytes());
                })
                .atOnce()
                .open());
    }
}
