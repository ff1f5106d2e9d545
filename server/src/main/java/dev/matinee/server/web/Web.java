package dev.matinee.server.web;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Ids;
import dev.matinee.server.Remembered;
import dev.matinee.server.ServiceSettings;
import dev.matinee.server.api.Api;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.api.Manner;
import dev.matinee.server.api.Parameters;
import dev.matinee.server.api.Reply;
import dev.matinee.server.security.Sessions;
import dev.matinee.server.security.Visitor;
import dev.matinee.server.shelf.Served;
import dev.matinee.server.shelf.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All pages of the web app. They ask the API from within, so that they show what it answers and do what it does. */
public final class Web {
    private final List<Endpoint> pages = new ArrayList<>();
    private final Manner manner;
    private final Layout layout;

    /** The pages of what is served. */
    public Web(Workspace workspace, Shelf shelf, Remembered remembered, ServiceSettings settings, Api api, Run run) {
        Sessions sessions = new Sessions(remembered.door(), remembered.clock());
        Assets assets = new Assets();
        this.layout = new Layout(assets, new Ahead(), shelf::current);
        this.manner = new PageManner(sessions, layout);
        pages.addAll(assets.all());
        pages.addAll(new SignIn(sessions, layout, settings.tls().isPresent()).all());
        pages.addAll(new OverviewPage(layout, api, new Explored(workspace, run)).all());
        pages.addAll(new RecommendationsPage(layout, api).all());
        pages.addAll(new SegmentsPage(layout, api, workspace).all());
        pages.addAll(new TastesPage(layout, workspace).all());
        pages.addAll(new ExperimentsPage(layout, api).all());
        pages.addAll(new VisitorPage(layout, api).all());
        pages.addAll(new SimilarPage(layout, api).all());
        pages.addAll(new DataPage(layout, api, workspace).all());
        pages.addAll(new ModelsPage(layout, api).all());
        pages.addAll(new ComparePage(layout, workspace).all());
        pages.addAll(new TrainingPage(layout, api).all());
        pages.addAll(new JobPage(layout, api).all());
        // Last of its kind, as a name of a model could be that of a page.
        pages.addAll(new ModelPage(layout, workspace).all());
    }

    /** Everything that is shown. */
    public List<Endpoint> pages() {
        return List.copyOf(pages);
    }

    /**
     * Makes the pages that most people begin with, for nobody: the first reader does not wait until Java has learned how that is done.
     */
    public void warmUp(Served served) {
        Visitor nobody = new Visitor(Optional.empty(), true, "");
        Ids users = served.catalog().ratings().users();
        List<Map<String, String>> asked = new ArrayList<>();
        asked.add(Map.of());
        if (users.size() > 0) {
            asked.add(Map.of("user", users.id(0)));
        }
        for (Map<String, String> query : asked) {
            String path = query.isEmpty() ? "/" : "/recommendations";
            pages.stream()
                    .filter(page -> page.method().equals("GET") && page.path().equals(path))
                    .forEach(page -> page.action()
                            .answer(new Call(
                                    Map.of(),
                                    new Parameters(query),
                                    new Parameters(Map.of()),
                                    served,
                                    nobody,
                                    "warm-up")));
        }
    }

    /** How people are talked to. */
    public Manner manner() {
        return manner;
    }

    /** A whole page as an answer. */
    static Reply page(Layout layout, Call call, Page page) {
        return Reply.text(200, Layout.TYPE, layout.page(page, call.visitor()).toString());
    }

    /** A part of a page as an answer. */
    static Reply part(Html part) {
        return Reply.text(200, Layout.TYPE, part.toString());
    }

    /** Sends the reader on to another page after something was done. */
    static Reply goTo(String address) {
        return new Reply(303, Layout.TYPE, new byte[0], Optional.empty(), Map.of("Location", address));
    }

    /** A page that may be asked whether it still holds. */
    static Endpoint get(String path, Endpoint.Action action, String... parameters) {
        return Endpoint.get(path, Cache.PRIVATE, action, parameters);
    }
}
