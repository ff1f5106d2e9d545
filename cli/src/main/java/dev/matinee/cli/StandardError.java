package dev.matinee.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/**
 * Where errors go. The launcher keeps the stderr it was started with as a descriptor of its own, named by the property
 * {@code matinee.stderr}, and lets Java have a filtered one that leaves out what Java says about its modules when it starts.
 */
final class StandardError {
    private StandardError() {}

    /** Makes the descriptor that the launcher names {@link System#err}; without one, all stays as it is. */
    static void use() {
        Integer descriptor = Integer.getInteger("matinee.stderr");
        if (descriptor == null) {
            return;
        }
        try {
            Constructor<FileDescriptor> numbered = FileDescriptor.class.getDeclaredConstructor(int.class);
            numbered.setAccessible(true);
            FileOutputStream stream = new FileOutputStream(numbered.newInstance(descriptor));
            System.setErr(new PrintStream(stream, true, StandardCharsets.UTF_8));
        } catch (ReflectiveOperationException | RuntimeException notOpen) {
            System.getLogger(StandardError.class.getName())
                    .log(System.Logger.Level.DEBUG, "errors go through the launcher's filter", notOpen);
        }
    }
}
