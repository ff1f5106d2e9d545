package dev.matinee.server;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.server.api.Api;
import dev.matinee.server.api.ProblemPage;
import dev.matinee.server.shelf.Beside;
import dev.matinee.server.shelf.Served;
import dev.matinee.server.shelf.Shelf;
import dev.matinee.server.web.Web;
import io.javalin.Javalin;
import io.javalin.config.SizeUnit;
import io.javalin.util.JavalinException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A workspace that is served. Every request has a virtual thread of its own.
 *
 * <pre>{@code
 * try (Service service = Service.start(Workspace.open(folder), ServiceSettings.defaults(), Run.seeded(42))) {
 *     System.out.println(service.address());
 * }
 * }</pre>
 */
public final class Service implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Service.class.getName());
    private static final int LARGEST_HEADERS = 8 * 1024;
    /** How long a connection on which nothing comes stays open when the service stops. */
    private static final long LAST_WORDS_MILLISECONDS = 250;

    private static final Duration BEFORE_WARM_UP = Duration.ofMillis(500);

    private static final long SLOWEST_BYTES_A_SECOND = 256;
    private static final int LARGEST_UPLOAD_GIGABYTES = 8;
    private static final int MOST_CONNECTIONS = 20_000;

    private final Shelf shelf;
    private final Remembered remembered;
    private final Workshop workshop;
    private final Api api;
    private final Javalin web;
    private final ServiceSettings settings;
    private final Thread warmUp;

    private Service(
            Shelf shelf,
            Remembered remembered,
            Workshop workshop,
            Api api,
            Javalin web,
            ServiceSettings settings,
            Thread warmUp) {
        this.shelf = shelf;
        this.remembered = remembered;
        this.workshop = workshop;
        this.api = api;
        this.web = web;
        this.settings = settings;
        this.warmUp = warmUp;
    }

    /**
     * Reads the catalog and the preferred model, and begins to answer.
     *
     * @throws MatineeException {@code FORBIDDEN} when other machines could reach it, {@code CONFLICT} when the port is taken,
     *     {@code NOT_FOUND} or {@code BAD_DATA} when there is nothing that can be served
     */
    public static Service start(Workspace workspace, ServiceSettings settings, Run run) {
        return start(workspace, settings, Clock.systemUTC(), run);
    }

    static Service start(Workspace workspace, ServiceSettings settings, Clock clock, Run run) {
        // Each takes a second or so.
        CompletableFuture<Shelf> opening =
                Beside.begin("shelf", () -> Shelf.open(workspace, settings.memory(), settings.follow(), run));
        Remembered remembered;
        try {
            remembered = Remembered.open(workspace, settings, clock);
        } catch (RuntimeException failure) {
            close(opening);
            throw failure;
        }
        try {
            if (!remembered.door().hasGoodKey()) {
                checkLoopback(settings.host());
            }
            return listen(workspace, Beside.result(opening), remembered, settings, run);
        } catch (RuntimeException failure) {
            close(opening);
            remembered.close();
            throw failure;
        }
    }

    private static void close(CompletableFuture<Shelf> opening) {
        try {
            Beside.result(opening).close();
        } catch (RuntimeException neither) {
            LOG.log(System.Logger.Level.DEBUG, "nor was the shelf opened", neither);
        }
    }

    private static Service listen(
            Workspace workspace, Shelf shelf, Remembered remembered, ServiceSettings settings, Run run) {
        Optional<SslContextFactory.Server> tls = settings.tls().map(Tls::server);
        Workshop workshop = Workshop.open(workspace, shelf, remembered, settings, run);
        Api api = new Api(workspace, shelf, remembered, workshop, settings, run);
        Web pages = new Web(workspace, shelf, remembered, settings, api, run);
        api.show(pages.pages(), pages.manner());
        Javalin web = web(api, settings, tls);
        try {
            web.start();
        } catch (JavalinException taken) {
            workshop.close();
            api.close();
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "cannot listen at " + settings.host() + " port " + settings.port() + ": another program does",
                    "name another port with --port, or 0 for any that is free",
                    taken);
        }
        Thread warmUp = Thread.ofVirtual().name("warm-up").start(() -> warmUp(pages, shelf));
        return new Service(shelf, remembered, workshop, api, web, settings, warmUp);
    }

    /** After a while, so that it does not delay the first answers. */
    private static void warmUp(Web pages, Shelf shelf) {
        try {
            Thread.sleep(BEFORE_WARM_UP);
            pages.warmUp(shelf.current());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.DEBUG, "no page was made before it was asked for", failure);
        }
    }

    private static void checkLoopback(String host) {
        if (!isLoopback(host)) {
            throw new MatineeException(
                    ErrorCode.FORBIDDEN,
                    "at " + host + " other machines could reach the service, and there is no API key that is good",
                    "make a key with: matinee keys create, or serve at 127.0.0.1");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new MatineeException(
                    ErrorCode.USAGE, "there is no address " + host, "name one of this machine", unknown);
        }
    }

    private static Javalin web(Api api, ServiceSettings settings, Optional<SslContextFactory.Server> tls) {
        return Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.concurrency.useVirtualThreads = true;
            config.http.prefer405over404 = true;
            config.router.ignoreTrailingSlashes = false;
            config.jetty.multipartConfig.maxTotalRequestSize(LARGEST_UPLOAD_GIGABYTES, SizeUnit.GB);
            config.jetty.modifyHttpConfiguration(http -> limit(http, settings));
            config.jetty.addConnector((server, http) -> {
                HttpConnectionFactory plain = new HttpConnectionFactory(http);
                ServerConnector connector = tls.map(encrypted -> new ServerConnector(server, encrypted, plain))
                        .orElseGet(() -> new ServerConnector(server, plain));
                connector.setHost(settings.host());
                connector.setPort(settings.port());
                connector.setIdleTimeout(settings.idle().toMillis());
                connector.setShutdownIdleTimeout(LAST_WORDS_MILLISECONDS);
                return connector;
            });
            config.jetty.modifyServer(server -> {
                server.setErrorHandler(new ProblemPage());
                server.insertHandler(new MinimumDataRateHandler(SLOWEST_BYTES_A_SECOND, SLOWEST_BYTES_A_SECOND));
                server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
                // What was worked out is written to the end.
                server.insertHandler(new GracefulHandler());
                server.setStopTimeout(settings.drain().toMillis());
            });
            api.addTo(config);
        });
    }

    private static void limit(HttpConfiguration http, ServiceSettings settings) {
        http.setRequestHeaderSize(LARGEST_HEADERS);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setUriCompliance(UriCompliance.RFC3986);
        http.setIdleTimeout(settings.idle().toMillis());
    }

    /** Where it is served. */
    public URI address() {
        String host = settings.host();
        String scheme = settings.tls().isPresent() ? "https://" : "http://";
        return URI.create(scheme + (host.contains(":") ? "[" + host + "]" : host) + ":" + web.port());
    }

    /** Whether requests need a key. */
    public boolean isGuarded() {
        return remembered.door().isGuarding();
    }

    /** Whether only this machine can reach it. */
    public boolean isLocal() {
        return isLoopback(settings.host());
    }

    /** What is served. */
    public Served served() {
        return shelf.current();
    }

    /** What can be asked. */
    public Api api() {
        return api;
    }

    /** Takes no new requests, waits for those under way, and ends. */
    @Override
    public void close() {
        warmUp.interrupt();
        api.drain();
        web.stop();
        workshop.close();
        shelf.close();
        api.close();
        remembered.close();
    }
}
