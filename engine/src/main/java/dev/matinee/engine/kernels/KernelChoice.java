package dev.matinee.engine.kernels;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Picks the kernels of this process, once, and logs which and why. */
final class KernelChoice {
    private static final String PROPERTY = "matinee.kernels";
    private static final String MODULE = "jdk.incubator.vector";

    private KernelChoice() {}

    /** Made on first use; a separate class so that a refused choice is reported anew each time it is asked for. */
    private static final class Chosen {
        static final Kernels KERNELS = choose(System.getProperty(PROPERTY), vectorModule());
    }

    static Kernels active() {
        check(System.getProperty(PROPERTY), vectorModule());
        return Chosen.KERNELS;
    }

    static boolean vectorModule() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    private static void check(@Nullable String wanted, boolean vectorModule) {
        if (wanted != null && !wanted.equals("scalar") && !wanted.equals("vector")) {
            throw MatineeException.usage("kernels must be scalar or vector, got " + wanted);
        }
        if ("vector".equals(wanted) && !vectorModule) {
            throw new MatineeException(
                    ErrorCode.USAGE,
                    "vector kernels were asked for, but the module " + MODULE + " is not loaded",
                    "start java with --add-modules " + MODULE);
        }
    }

    static Kernels choose(@Nullable String wanted, boolean vectorModule) {
        check(wanted, vectorModule);
        Kernels chosen;
        String why;
        if (wanted != null) {
            chosen = wanted.equals("vector") ? new VectorKernels() : new ScalarKernels();
            why = "forced by -D" + PROPERTY;
        } else if (!vectorModule) {
            chosen = new ScalarKernels();
            why = "the module " + MODULE + " is not loaded; --add-modules " + MODULE + " makes training several times"
                    + " faster";
        } else if (VectorKernels.worthwhile()) {
            chosen = new VectorKernels();
            why = "the processor has the lanes";
        } else {
            chosen = new ScalarKernels();
            why = "the processor has no lanes worth using";
        }
        System.getLogger(Kernels.class.getName()).log(Level.DEBUG, "kernels: {0} ({1})", chosen.name(), why);
        return chosen;
    }
}
