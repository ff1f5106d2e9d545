package dev.matinee.engine.recommend;

import java.util.List;

/**
 * Families of models that are not Matinee's own. A provider that {@link java.util.ServiceLoader} finds on the class path adds its
 * families to those of {@link dev.matinee.engine.models.ModelFamilies}: to the command line, its help, files and the service.
 */
public interface ModelFamilyProvider {
    /** The families; their names must differ from each other and from those that there are. */
    List<ModelFamily<?, ?>> families();
}
