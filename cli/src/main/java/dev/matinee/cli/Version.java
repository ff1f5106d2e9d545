package dev.matinee.cli;

import dev.matinee.engine.recommend.Provenance;
import picocli.CommandLine.IVersionProvider;

/** What {@code matinee --version} prints. */
final class Version implements IVersionProvider {
    /** The version of this build, {@code development} when it does not run from a jar. */
    static String number() {
        String version = Matinee.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"matinee " + number(), "Java " + Runtime.version(), "kernels " + Provenance.kernelsInUse()
        };
    }
}
