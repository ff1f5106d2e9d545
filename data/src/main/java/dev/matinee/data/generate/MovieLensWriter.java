package dev.matinee.data.generate;

import dev.matinee.engine.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the three layouts of MovieLens, whose rating rows differ in nothing but what stands between the fields. */
final class MovieLensWriter implements RatingsWriter {
    private final Generator.Parts parts;
    private final byte[] separator;
    private final byte[][] ratingTexts;
    private final byte[][] movieIds;
    private final boolean tagging;
    private final OutputStream ratings;
    private final OutputStream tags;
    private long tagCount;

    MovieLensWriter(Generator.Parts parts, Layout layout, Path folder, Run run) throws IOException {
        this.parts = parts;
        this.tagging = layout == Layout.CSV;
        this.separator = (switch (layout) {
                    case DAT -> "::";
                    case HUNDRED_K -> "\t";
                    default -> ",";
                })
                .getBytes(StandardCharsets.US_ASCII);
        this.ratingTexts = Generator.ratingTexts(parts.shape().scale(), layout == Layout.CSV);
        this.movieIds = new byte[parts.pool().size()][];
        for (int movie = 0; movie < movieIds.length; movie++) {
            String id = Integer.toString(parts.pool().id(movie));
            movieIds[movie] = id.getBytes(StandardCharsets.US_ASCII);
        }
        new MovieLensTables(parts, folder, run).write(layout);
        String name = layout == Layout.CSV ? "ratings.csv" : layout == Layout.DAT ? "ratings.dat" : "u.data";
        this.ratings = Files.newOutputStream(folder.resolve(name));
        this.tags = tagging ? Files.newOutputStream(folder.resolve("tags.csv")) : OutputStream.nullOutputStream();
        if (layout == Layout.CSV) {
            new ByteText().add("userId,movieId,rating,timestamp\n").flushTo(ratings);
            new ByteText().add("userId,movieId,tag,timestamp\n").flushTo(tags);
        }
    }

    @Override
    public void render(RatingBlock block) {
        ByteText text = block.ratingsText;
        ByteText id = new ByteText();
        int at = 0;
        for (int user = block.firstUser; user < block.endUser; user++) {
            byte[] userId = id.clear().add((long) parts.audience().id(user)).toBytes();
            for (int left = parts.audience().count(user); left > 0; left--, at++) {
                int movie = block.movies[at];
                text.add(userId).add(separator).add(movieIds[movie]).add(separator);
                if (block.levels[at] != RatingBlock.MISSING) {
                    text.add(ratingTexts[block.levels[at]]);
                }
                text.add(separator).add(block.times[at]).add('\n');
                if (tagging && parts.tags().contains(block.firstSlot + at)) {
                    block.tags++;
                    block.tagsText.add(userId).add(',').add(movieIds[movie]).add(',');
                    block.tagsText.addCsv(Tags.of(parts.pool().genres(movie), block.firstSlot + at));
                    block.tagsText.add(',').add(block.times[at] + 7).add('\n');
                }
            }
        }
    }

    @Override
    public void write(RatingBlock block) throws IOException {
        block.ratingsText.flushTo(ratings);
        block.tagsText.flushTo(tags);
        tagCount += block.tags;
    }

    @Override
    public void finish() {}

    @Override
    public long tags() {
        return tagCount;
    }

    @Override
    public void close() throws IOException {
        try (ratings;
                tags) {
            // Both are closed, whichever fails.
        }
    }
}
