package dev.matinee.cli;

import dev.matinee.engine.Run;
import dev.matinee.lab.reproduce.PackFigure;
import dev.matinee.lab.reproduce.PackResult;
import dev.matinee.lab.reproduce.PaperPack;
import dev.matinee.lab.reproduce.PaperPacks;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reproduce NAME --source PATH}: a paper's protocol on one's own copy of its data. */
@Command(
        name = "reproduce",
        description =
                "Does what a paper did, on your copy of its data: the published figure, ours, the tolerance and the"
                        + " seconds. docs/studies/packs.md has each protocol.")
final class ReproduceCommand extends MatineeCommand {
    @Parameters(
            paramLabel = "NAME",
            description = "the pack: ${COMPLETION-CANDIDATES}",
            completionCandidates = Names.class)
    private String name = "";

    @Option(names = "--source", required = true, paramLabel = "SOURCE", description = "your copy of the data")
    private String source = "";

    @Mixin
    private SourceArguments arguments = new SourceArguments();

    /** The names that the command takes. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return PaperPacks.names().iterator();
        }
    }

    @Override
    Answer answer(Run run) {
        PaperPack pack = PaperPacks.named(name);
        try (DataOptions.Opened opened = DataOptions.temporary(arguments.open(source), run)) {
            PackResult result = PackResult.of(pack, opened.catalog(), run);
            return new Answer(result.toJson(), text(result));
        }
    }

    private static String text(PackResult result) {
        TextTable table =
                new TextTable("figure", "our model", "ours", "published", "their model", "tolerance", "verdict", "s");
        for (PackFigure figure : result.figures()) {
            table.add(
                    figure.what(),
                    figure.ourModel(),
                    String.format(Locale.ROOT, "%.4f", figure.ours()),
                    figure.published().isPresent()
                            ? String.format(
                                    Locale.ROOT, "%.4f", figure.published().getAsDouble())
                            : "",
                    figure.theirModel(),
                    figure.published().isPresent() ? String.valueOf(figure.tolerance()) : "",
                    figure.published().isPresent()
                            ? figure.verdict(result.comparable()).text()
                            : "",
                    String.format(Locale.ROOT, "%.1f", figure.seconds()));
        }
        return result.sentence() + "\n" + result.pack().paper() + "\n\n" + table;
    }
}
