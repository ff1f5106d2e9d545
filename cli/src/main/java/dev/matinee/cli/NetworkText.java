package dev.matinee.cli;

import dev.matinee.engine.recommend.Network;
import dev.matinee.lab.models.NetworkCharts;
import java.util.List;
import java.util.Locale;

/** A network for people: its layers, and how training went. */
final class NetworkText {
    private NetworkText() {}

    static String of(Network network) {
        TextTable layers = new TextTable("layer", "kind", "numbers", "parameters", "takes");
        long parameters = 0;
        for (Network.Layer layer : network.layers()) {
            parameters += layer.parameters();
            layers.add(
                    NetworkCharts.named(layer.name()),
                    layer.kind(),
                    layer.width(),
                    String.format(Locale.ROOT, "%,d", layer.parameters()),
                    NetworkCharts.named(String.join(", ", layer.takes())));
        }
        List<Network.Epoch> epochs = network.epochs();
        TextTable losses = new TextTable("epoch", "loss", "validation loss", "RMSE", "");
        for (Network.Epoch epoch : epochs) {
            losses.add(
                    epoch.number(),
                    String.format(Locale.ROOT, "%.4f", epoch.trainingLoss()),
                    String.format(Locale.ROOT, "%.4f", epoch.validationLoss()),
                    String.format(Locale.ROOT, "%.4f", Math.sqrt(epoch.validationLoss())),
                    epoch.number() == network.bestEpoch() ? "kept" : "");
        }
        return String.format(Locale.ROOT, "%s%n%,d parameters%n%n%s", layers, parameters, losses.toString());
    }
}
