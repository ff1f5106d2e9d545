package dev.matinee.server.api;

import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code openapi.yaml}, which says what can be asked: as JSON, and as a page to read that needs nothing else. */
final class OpenApi {
    private final Map<String, Object> document;
    private final String json;
    private final String page;
    private final String style;

    private OpenApi(Map<String, Object> document, String style) {
        this.document = document;
        this.json = Json.write(document);
        this.page = page(document);
        this.style = style;
    }

    /** Reads it from the class path. */
    static OpenApi read() {
        try (InputStream yaml = resource("openapi.yaml");
                InputStream style = resource("style.css")) {
            Map<String, Object> document = object(YAMLMapper.shared().readValue(yaml, Map.class));
            return new OpenApi(document, new String(style.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream found = OpenApi.class.getResourceAsStream("/dev/matinee/server/" + name);
        if (found == null) {
            throw new IOException("the class path has no " + name);
        }
        return found;
    }

    Map<String, Object> document() {
        return document;
    }

    String json() {
        return json;
    }

    String page() {
        return page;
    }

    String style() {
        return style;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String page(Map<String, Object> document) {
        Map<String, Object> info = object(document.getOrDefault("info", ""));
        List<String> lines = new ArrayList<>();
        lines.add("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + html(info.get("title"))
                + "</title><meta name=\"viewport\" content=\"width=device-width\">"
                + "<link rel=\"stylesheet\" href=\"/api/style.css\"></head><body><main>");
        lines.add("<h1>" + html(info.get("title")) + "</h1>");
        lines.add("<p>" + html(info.get("description")) + " The whole description: "
                + "<a href=\"/openapi.json\">/openapi.json</a>.</p>");
        object(document.getOrDefault("paths", ""))
                .forEach((path, item) ->
                        object(item).forEach((method, operation) -> operation(lines, path, method, object(operation))));
        lines.add("<h2>What the answers hold</h2>");
        object(object(document.getOrDefault("components", "")).getOrDefault("schemas", ""))
                .forEach((name, schema) -> schema(lines, name, object(schema)));
        lines.add("</main></body></html>");
        return String.join("\n", lines);
    }

    private static void operation(List<String> lines, String path, String method, Map<String, Object> operation) {
        lines.add("<section><h2><code class=\"method\">" + html(method.toUpperCase(java.util.Locale.ROOT))
                + "</code> <code>" + html(path) + "</code></h2><p>" + html(operation.get("summary")) + "</p>");
        Object example = operation.get("x-example");
        if (example != null) {
            lines.add("<p>Try <a href=\"" + html(example) + "\"><code>" + html(example) + "</code></a></p>");
        }
        List<?> parameters = list(operation.getOrDefault("parameters", ""));
        if (!parameters.isEmpty()) {
            lines.add("<table><tr><th>parameter</th><th>is</th><th>means</th></tr>");
            for (Object one : parameters) {
                Map<String, Object> parameter = object(one);
                lines.add("<tr><td><code>" + html(parameter.get("name")) + "</code></td><td>"
                        + html(type(object(parameter.getOrDefault("schema", "")))) + "</td><td>"
                        + html(parameter.get("description")) + "</td></tr>");
            }
            lines.add("</table>");
        }
        Map<String, Object> sent = object(operation.getOrDefault("requestBody", ""));
        if (!sent.isEmpty()) {
            lines.add("<p>Send " + content(sent) + "</p>");
        }
        object(operation.getOrDefault("responses", ""))
                .forEach((status, response) -> lines.add("<p class=\"answer\"><code>"
                        + html(status) + "</code> " + html(object(response).get("description")) + " "
                        + content(object(response)) + "</p>"));
        lines.add("</section>");
    }

    private static String content(Map<String, Object> holder) {
        List<String> all = new ArrayList<>();
        object(holder.getOrDefault("content", "")).forEach((type, media) -> {
            String schema = type(object(object(media).getOrDefault("schema", "")));
            all.add("<code>" + html(type) + "</code>" + (schema.isEmpty() ? "" : ": " + linked(schema)));
        });
        return String.join(", ", all);
    }

    private static String linked(String schema) {
        return schema.matches("[A-Z][A-Za-z]+")
                ? "<a href=\"#" + html(schema) + "\">" + html(schema) + "</a>"
                : html(schema);
    }

    private static void schema(List<String> lines, String name, Map<String, Object> schema) {
        lines.add("<section><h3 id=\"" + html(name) + "\">" + html(name) + "</h3><p>" + html(schema.get("description"))
                + "</p><table><tr><th>field</th><th>is</th><th>means</th></tr>");
        object(schema.getOrDefault("properties", ""))
                .forEach((field, type) -> lines.add("<tr><td><code>" + html(field)
                        + "</code></td><td>" + linked(type(object(type))) + "</td><td>"
                        + html(object(type).get("description")) + "</td></tr>"));
        lines.add("</table></section>");
    }

    private static String type(Map<String, Object> schema) {
        Object reference = schema.get("$ref");
        if (reference != null) {
            return reference.toString().substring(reference.toString().lastIndexOf('/') + 1);
        }
        Object type = schema.getOrDefault("type", "");
        String name = type instanceof List<?> several
                ? String.join(" or ", several.stream().map(String::valueOf).toList())
                : type.toString();
        return name.equals("array") ? "list of " + type(object(schema.getOrDefault("items", ""))) : name;
    }

    private static String html(@org.jspecify.annotations.Nullable Object text) {
        return text == null
                ? ""
                : text.toString()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
