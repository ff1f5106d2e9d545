package dev.matinee.cli;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.lab.verify.Verification;
import dev.matinee.lab.verify.Verifier;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code verify RUN}: computes a recorded run again and compares. */
@Command(
        name = "verify",
        description =
                "Computes a recorded evaluation or training again, in full, and says whether it comes out identical."
                        + " Without RUN it lists what can be verified. Nothing in the workspace is changed."
                        + " Exit code 0 when identical, 5 when not, 4 when there is no such run.")
final class VerifyCommand extends MatineeCommand {
    private static final String ALL = "all";

    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            defaultValue = ALL,
            description = "the id of an evaluation, a model's name, or name/version; all lists the runs there are"
                    + " (default: ${DEFAULT-VALUE})")
    private String name = ALL;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Override
    Answer answer(Run run) {
        Workspace opened = Workspace.open(workspace.folder());
        try (var catalog = opened.catalog()) {
            Verifier verifier = new Verifier(opened, catalog);
            if (name.equals(ALL)) {
                List<String> runs = verifier.runs();
                String none = "nothing was trained or evaluated yet; begin with: matinee evaluate popularity biases";
                return new Answer(Map.of("runs", runs), runs.isEmpty() ? none : String.join("\n", runs));
            }
            Verification verification = verifier.verify(name, run);
            return new Answer(verification.toJson(), text(verification), verification.exitCode());
        }
    }

    private static String text(Verification verification) {
        StringBuilder text = new StringBuilder(verification.run());
        if (verification.identical()) {
            text.append(": identical, ").append(verification.compared()).append(" numbers compared");
        } else {
            TextTable table = new TextTable("what", "recorded", "recomputed", "difference");
            for (Verification.Difference difference : verification.differences()) {
                String largest = Double.isNaN(difference.largest()) ? "-" : Double.toString(difference.largest());
                table.add(difference.what(), difference.recorded(), difference.recomputed(), largest);
            }
            text.append(": different\n\n").append(table);
        }
        verification.reasons().forEach(reason -> text.append("\n").append(reason));
        return text.toString();
    }
}
