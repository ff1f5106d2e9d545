package dev.matinee.server;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.Run;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.engine.recommend.Settings;
import dev.matinee.engine.split.TrainingSet;
import dev.matinee.lab.models.ModelStore;
import dev.matinee.testkit.FolderTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A service of the embedded sample at a free port, and what it answers. */
public final class SampleService implements AutoCloseable {
    /** How often it looks what is in use. */
    public static final Duration FOLLOW = Duration.ofMillis(50);

    private static final Run RUN = Run.seeded(42);

    private static final FolderTemplate TEMPLATE = new FolderTemplate(SampleService::make);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Service service;

    private SampleService(Service service) {
        this.service = service;
    }

    /** A workspace of the test's own with the sample and, by the version, two models. */
    public static Workspace workspace(Path folder) {
        return Workspace.open(TEMPLATE.copyTo(folder));
    }

    private static void make(Path folder) {
        Workspace workspace = Workspace.create(folder);
        try (Source source = Sources.open("sample", SourceOptions.none())) {
            Ingest.of(source, IngestOptions.defaults()).into(workspace, RUN);
        }
        train(workspace, Biases.defaults());
        train(workspace, ImplicitAls.defaults().factors(8).iterations(3));
    }

    /** Trains a model on all ratings and puts it in use. */
    public static String train(Workspace workspace, Settings<?> settings) {
        try (Catalog catalog = workspace.catalog()) {
            var model = settings.train(TrainingSet.everything(catalog.interactions(RUN)), RUN);
            return new ModelStore(workspace).save(model, Map.of(), 1);
        }
    }

    /** Serves a workspace. */
    public static SampleService of(Workspace workspace) {
        return of(workspace, settings -> settings);
    }

    /** Serves a workspace with other settings. */
    public static SampleService of(Workspace workspace, UnaryOperator<ServiceSettings> change) {
        ServiceSettings settings = ServiceSettings.defaults().port(0).follow(FOLLOW);
        return new SampleService(Service.start(workspace, change.apply(settings), RUN));
    }

    /** The service itself. */
    public Service service() {
        return service;
    }

    /** Where something is. */
    public URI at(String path) {
        return URI.create(service.address() + path);
    }

    /** The answer to GET. */
    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** The answer to POST of JSON. */
    public HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** The answer to any request. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The JSON of an answer. */
    public static Map<String, Object> json(HttpResponse<String> answer) {
        return Json.parseObject(answer.body());
    }

    @Override
    public void close() {
        service.close();
    }
}
