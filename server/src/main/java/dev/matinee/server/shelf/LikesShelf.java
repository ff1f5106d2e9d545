package dev.matinee.server.shelf;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.lab.likes.LikesFamilies;
import dev.matinee.lab.likes.LikesModel;
import dev.matinee.lab.likes.LikesStore;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The classifier of likes that is served: the preferred one of the workspace, read again only when another was saved or another
 * catalog is served. One that cannot be read, leaks or does not fit is refused, and likes are told without it.
 */
final class LikesShelf {
    private static final System.Logger LOG = System.getLogger(LikesShelf.class.getName());

    private final LikesStore store;
    private String seen = "";
    private Optional<LikesModel> model = Optional.empty();
    private Optional<Refused> refused = Optional.empty();

    LikesShelf(Workspace workspace) {
        this.store = new LikesStore(workspace);
    }

    /** Which one is saved, unread; empty for none. */
    String inUse() {
        return store.preferred()
                .map(saved -> saved.name() + " " + saved.checksum())
                .orElse("");
    }

    /**
     * Reads what is saved for a catalog, unless that was done before.
     *
     * @param left the bytes of memory that models have left
     */
    void read(ServedCatalog catalog, long left) {
        Optional<LikesStore.Saved> saved = store.preferred();
        String state = saved.map(LikesStore.Saved::checksum).orElse("")
                + catalog.ratings().hash();
        if (state.equals(seen)) {
            return;
        }
        seen = state;
        model = Optional.empty();
        refused = Optional.empty();
        saved.ifPresent(one -> {
            try {
                if (one.bytes() > left) {
                    throw MatineeException.usage(one.name() + " needs " + one.bytes() + " bytes of memory, and " + left
                            + " are left for models");
                }
                model = Optional.of(store.load(one.name(), catalog.ratings()));
                LOG.log(Level.INFO, "serving {0}", one.name());
            } catch (MatineeException unusable) {
                LOG.log(Level.WARNING, "refused {0}: {1}", one.name(), unusable.getMessage());
                refused = Optional.of(new Refused(one.name(), "", String.valueOf(unusable.getMessage())));
            }
        });
    }

    /** The same with what was read, where it was trained on that catalog. */
    Served on(Served next) {
        List<Refused> all = new ArrayList<>(next.refused());
        all.removeIf(other -> LikesFamilies.means(other.name()));
        refused.ifPresent(all::add);
        String ratings = next.catalog().ratings().hash();
        return next.likes(
                model.filter(likes -> likes.training().interactions().hash().equals(ratings)), all);
    }
}
