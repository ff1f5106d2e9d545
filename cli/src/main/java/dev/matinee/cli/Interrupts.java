package dev.matinee.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ctrl-C and the request to terminate: the first asks the command to stop, the second ends the process at once. */
final class Interrupts {
    private static final int ENDED_BY_INTERRUPT = 130;
    private static final Interrupts INSTANCE = new Interrupts();

    private final AtomicBoolean stopped = new AtomicBoolean();

    private Interrupts() {
        handle("INT");
        handle("TERM");
    }

    /** Begins to listen, once in a process. */
    static Interrupts listen() {
        return INSTANCE;
    }

    /** Whether the command was asked to stop. */
    boolean stopped() {
        return stopped.get();
    }

    /** By reflection, as the compiler warns of the one class that Java has for it. */
    private void handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler stop = (proxy, method, arguments) -> {
                if (!method.getName().equals("handle")) {
                    return method.invoke(this, arguments);
                }
                if (stopped.getAndSet(true)) {
                    Runtime.getRuntime().halt(ENDED_BY_INTERRUPT);
                }
                return null;
            };
            Object proxy = Proxy.newProxyInstance(Interrupts.class.getClassLoader(), new Class<?>[] {handler}, stop);
            Method handle = signal.getMethod("handle", signal, handler);
            handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException notHere) {
            System.getLogger(Interrupts.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot listen to the signal " + name, notHere);
        }
    }
}
