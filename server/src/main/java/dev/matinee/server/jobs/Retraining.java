package dev.matinee.server.jobs;

import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.CatalogSource.Added;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.recommend.Recommender;
import dev.matinee.lab.models.ModelStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the next catalog of the one in use and the ratings that came since, trains every model that is served anew with its
 * settings, and says whether the one that recommends would be worse ({@link Comparison}). It is put in use where that was asked
 * for and it is not worse, or else kept beside what is in use, to be put in use by hand.
 */
final class Retraining {
    private Retraining() {}

    /**
     * Does it.
     *
     * @param parameters {@code model}, the one that recommends; {@code activate}; {@code ratings}, the file of
     *     {@link RecentRatings}
     */
    static Map<String, Object> of(Workspace workspace, Path folder, Map<String, Object> parameters, Run run) {
        String preferred = String.valueOf(parameters.get("model"));
        boolean activate = Boolean.TRUE.equals(parameters.get("activate"));
        Renewal renewal = new Renewal(workspace, folder, run);
        Map<String, Object> json = new LinkedHashMap<>();
        String before;
        List<Added> added;
        Optional<Recommender> served;
        Map<String, Renewal.Trained> models = renewal.inUse();
        try (Catalog catalog = workspace.catalog()) {
            before = catalog.version();
            Interactions then = catalog.interactions(run);
            added = RecentRatings.read(Path.of(String.valueOf(parameters.get("ratings"))), then);
            json.put("catalog", before);
            json.put("newRatings", added.size());
            if (added.isEmpty()) {
                json.put("activated", false);
                json.put("why", "no rating has come since catalog " + before + " was made");
                return json;
            }
            models.values().removeIf(trained -> !trained.trainingHash().equals(then.hash()));
            served = served(workspace, preferred, then);
            renewal.make(catalog, added);
        }
        try (Catalog merged = renewal.made()) {
            Interactions now = merged.interactions(run);
            Optional<Comparison> comparison = served.flatMap(model -> Comparison.of(now, added, model, run));
            comparison.ifPresent(found -> json.put("comparison", found.toJson()));
            boolean use = activate && comparison.map(Comparison::isNotWorse).orElse(false);
            Map<String, String> trained = renewal.train(models, now);
            Renewal.HandedOver made = renewal.handOver(before, trained, use, Optional.of(preferred));
            json.put("newCatalog", made.catalog());
            json.put("models", made.models());
            json.put("activated", use);
            json.put("why", why(comparison, activate));
        }
        return json;
    }

    private static Optional<Recommender> served(Workspace workspace, String name, Interactions ratings) {
        ModelStore store = new ModelStore(workspace);
        try {
            return store.current(name)
                    .map(saved -> store.load(saved, ratings))
                    .filter(Recommender.class::isInstance)
                    .map(Recommender.class::cast);
        } catch (MatineeException unusable) {
            System.getLogger(Retraining.class.getName())
                    .log(System.Logger.Level.WARNING, "nothing to compare with: {0}", unusable.getMessage());
            return Optional.empty();
        }
    }

    private static String why(Optional<Comparison> comparison, boolean activate) {
        if (comparison.isEmpty()) {
            return "fewer than " + Comparison.FEWEST_USERS + " users have recent ratings to compare on";
        }
        if (!comparison.get().isNotWorse()) {
            return "it is worse by more than chance";
        }
        return "it is not worse" + (activate ? "" : "; it is kept, to be put in use by hand");
    }
}
