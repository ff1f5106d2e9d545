package dev.matinee.testkit.fuzz;

import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The requests of a fuzzer as bytes, each by its number: the same for the same seed and document. */
final class FuzzRequests {
    /** One operation of the document. */
    private record Operation(String method, String path, List<?> parameters, Map<String, Object> body) {}

    private final FuzzValues values;
    private final Run run;
    private final List<Operation> operations = new ArrayList<>();

    FuzzRequests(Map<String, Object> document, Set<String> without, String marker, long seed) {
        this.values = new FuzzValues(document, marker);
        this.run = Run.seeded(seed);
        FuzzValues.object(document.get("paths"))
                .forEach((path, item) -> FuzzValues.object(item).forEach((verb, one) -> {
                    String method = verb.toUpperCase(Locale.ROOT);
                    if (!without.contains(method + " " + path)) {
                        Map<String, Object> operation = FuzzValues.object(one);
                        operations.add(new Operation(
                                method,
                                path,
                                operation.get("parameters") instanceof List<?> list ? list : List.of(),
                                schemaOf(FuzzValues.object(operation.get("requestBody")))));
                    }
                }));
    }

    private static Map<String, Object> schemaOf(Map<String, Object> body) {
        Map<String, Object> content =
                FuzzValues.object(FuzzValues.object(body.get("content")).get("application/json"));
        return FuzzValues.object(content.get("schema"));
    }

    /**
     * A request as it goes over the wire.
     *
     * @param bytes the request
     * @param whole whether it is HTTP at all, so that an answer is due
     */
    record Request(byte[] bytes, boolean whole) {
        /** Its first line, for whoever looks for what went wrong. */
        String firstLine() {
            String text = new String(bytes, 0, Math.min(bytes.length, 300), StandardCharsets.ISO_8859_1);
            return text.lines().findFirst().orElse("");
        }
    }

    Request get(int number) {
        RandomStream random = run.random("request", number);
        Operation operation = operations.get(random.nextInt(operations.size()));
        byte[] body = body(operation, random);
        StringBuilder head = new StringBuilder();
        head.append(method(operation, random)).append(' ').append(target(operation, random));
        head.append(" HTTP/1.1\r\n");
        headers(head, body, random);
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, bytes, start.length, body.length);
        return random.nextInt(10) == 0 ? new Request(mutated(bytes, random), false) : new Request(bytes, true);
    }

    private static String method(Operation operation, RandomStream random) {
        return random.nextInt(30) == 0
                ? List.of("PUT", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "get", "CONNECT")
                        .get(random.nextInt(8))
                : operation.method();
    }

    private String target(Operation operation, RandomStream random) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (Object one : operation.parameters()) {
            Map<String, Object> parameter = FuzzValues.object(one);
            String name = String.valueOf(parameter.get("name"));
            String text = values.text(name, FuzzValues.object(parameter.get("schema")), random);
            if ("path".equals(parameter.get("in"))) {
                path = path.replace("{" + name + "}", random.nextInt(8) == 0 ? wire(text) : encoded(text));
            } else if (random.nextInt(3) == 0) {
                query.add(name + "=" + (random.nextInt(8) == 0 ? wire(text) : encoded(text)));
                if (random.nextInt(20) == 0) {
                    query.add(name + "=" + encoded(values.nasty(random)));
                }
            }
        }
        if (random.nextInt(20) == 0) {
            query.add(encoded(values.nasty(random)) + "=" + encoded(values.nasty(random)));
        }
        if (random.nextInt(40) == 0) {
            path = path
                    + List.of("/", "//", "/..", "/../../etc/passwd", ";jsessionid=1", "/%2e%2e/", "%00", "?")
                            .get(random.nextInt(8));
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As it is, but for what would end the line. */
    private static String wire(String text) {
        return text.replaceAll("[\\s\\x00]", "_");
    }

    private void headers(StringBuilder head, byte[] body, RandomStream random) {
        head.append("Host: ")
                .append(random.nextInt(40) == 0 ? wire(values.nasty(random)) : "localhost")
                .append("\r\n");
        head.append("Connection: close\r\n");
        if (body.length > 0 || random.nextInt(4) == 0) {
            int length = random.nextInt(40) == 0 ? random.nextInt(100_000) : body.length;
            head.append("Content-Length: ").append(length).append("\r\n");
            head.append("Content-Type: ").append(type(random)).append("\r\n");
        }
        if (random.nextInt(10) == 0) {
            String name = List.of(
                            "Accept",
                            "X-Request-Id",
                            "Authorization",
                            "If-None-Match",
                            "Content-Encoding",
                            "Transfer-Encoding",
                            "Expect",
                            "Range",
                            "Cookie",
                            "X-Forwarded-For")
                    .get(random.nextInt(10));
            String value = name.equals("Expect")
                    ? "100-continue"
                    : values.nasty(random).replaceAll("[\\r\\n\\x00]", "\t");
            head.append(name).append(": ").append(value).append("\r\n");
        }
    }

    private static String type(RandomStream random) {
        return random.nextInt(12) > 0
                ? "application/json"
                : List.of(
                                "text/plain",
                                "application/xml",
                                "application/json; charset=utf-16",
                                "application/json;charset=UTF-8",
                                "multipart/form-data; boundary=x",
                                "application/x-www-form-urlencoded",
                                "APPLICATION/JSON",
                                "json")
                        .get(random.nextInt(8));
    }

    private byte[] body(Operation operation, RandomStream random) {
        if (operation.body().isEmpty() && random.nextInt(15) > 0) {
            return new byte[0];
        }
        String json = Json.write(values.value("body", operation.body(), random, 0));
        return switch (random.nextInt(20)) {
            case 0 -> "[".repeat(1 + random.nextInt(60_000)).getBytes(StandardCharsets.UTF_8);
            case 1 -> "{\"a\":".repeat(1 + random.nextInt(20_000)).getBytes(StandardCharsets.UTF_8);
            case 2 -> json.getBytes(StandardCharsets.UTF_16);
            case 3 -> mutated(json.getBytes(StandardCharsets.UTF_8), random);
            case 4 -> Arrays.copyOf(json.getBytes(StandardCharsets.UTF_8), Math.max(0, json.length() / 2));
            case 5 -> random.nextInt(4) == 0 ? huge(random) : json.getBytes(StandardCharsets.UTF_8);
            case 6 -> (json + json).getBytes(StandardCharsets.UTF_8);
            case 7 -> ("\ufeff" + json).getBytes(StandardCharsets.UTF_8);
            default -> json.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] huge(RandomStream random) {
        byte[] bytes = new byte[200_000 + random.nextInt(1_500_000)];
        Arrays.fill(bytes, (byte) 'x');
        byte[] start = "{\"user\":\"".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(start, 0, bytes, 0, start.length);
        return bytes;
    }

    /** Some bytes changed, left out or doubled. */
    private static byte[] mutated(byte[] bytes, RandomStream random) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        int every = 5 + random.nextInt(200);
        for (byte one : bytes) {
            int what = random.nextInt(every) == 0 ? random.nextInt(3) : -1;
            if (what == 0) {
                changed.write(random.nextInt(256));
            } else if (what == 1) {
                changed.write(one);
                changed.write(one);
            } else if (what != 2) {
                changed.write(one);
            }
        }
        return changed.toByteArray();
    }
}
