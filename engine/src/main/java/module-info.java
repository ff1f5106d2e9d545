/** The recommender engine: matrices, kernels, splits, models and evaluation, without any third-party jar at run time. */
module dev.matinee.engine {
    requires static transitive org.jspecify;
    requires static jdk.incubator.vector;

    exports dev.matinee.engine;
    exports dev.matinee.engine.cluster;
    exports dev.matinee.engine.decompose;
    exports dev.matinee.engine.evaluate;
    exports dev.matinee.engine.files;
    exports dev.matinee.engine.json;
    exports dev.matinee.engine.matrix;
    exports dev.matinee.engine.models;
    exports dev.matinee.engine.recommend;
    exports dev.matinee.engine.rerank;
    exports dev.matinee.engine.split;

    uses dev.matinee.engine.recommend.ModelFamilyProvider;
}
