package dev.matinee.lab.chart;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A drawing as a PNG image in light colours, two pixels a point. */
final class Png {
    private static final int SCALE = 2;

    private Png() {}

    /** Whether this machine has fonts to write with; without any no PNG can be made. */
    static boolean isPossible() {
        return Fonts.THERE;
    }

    private static final class Fonts {
        static final boolean THERE = find();

        private static boolean find() {
            System.setProperty("java.awt.headless", "true");
            try {
                BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
                Graphics2D graphics = image.createGraphics();
                new TextLayout("a", new Font(Font.SANS_SERIF, Font.PLAIN, 8), graphics.getFontRenderContext())
                        .getAdvance();
                graphics.dispose();
                return true;
            } catch (RuntimeException | LinkageError | InternalError noFonts) {
                return false;
            }
        }
    }

    /** The bytes of the image; throws {@code STORAGE} where there are no fonts. */
    static byte[] of(Drawing drawing) {
        if (!isPossible()) {
            throw new MatineeException(
                    ErrorCode.STORAGE,
                    "PNG images cannot be made: this machine has no fonts for Java to write with",
                    "install fonts (on Debian: apt-get install fontconfig fonts-dejavu-core), or take the SVG files");
        }
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(drawing.width() * SCALE),
                (int) Math.ceil(drawing.height() * SCALE),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(SCALE, SCALE);
        drawing.shapes().forEach(shape -> draw(graphics, shape));
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void draw(Graphics2D graphics, Drawing.Shape shape) {
        switch (shape) {
            case Drawing.Rectangle it -> {
                paint(graphics, it.fill(), it.opacity());
                graphics.fill(new Rectangle2D.Double(it.x(), it.y(), it.width(), it.height()));
            }
            case Drawing.Disc it -> {
                paint(graphics, it.fill(), it.opacity());
                double r = it.radius();
                graphics.fill(new Ellipse2D.Double(it.x() - r, it.y() - r, 2 * r, 2 * r));
            }
            case Drawing.Path it -> {
                Path2D path = new Path2D.Double();
                path.moveTo(it.x()[0], it.y()[0]);
                for (int i = 1; i < it.x().length; i++) {
                    path.lineTo(it.x()[i], it.y()[i]);
                }
                if (!it.fill().isEmpty()) {
                    path.closePath();
                    paint(graphics, it.fill(), it.opacity());
                    graphics.fill(path);
                }
                if (!it.stroke().isEmpty()) {
                    paint(graphics, it.stroke(), it.opacity());
                    float thick = (float) it.thickness();
                    float[] dashes = it.dashed() ? new float[] {6, 5} : null;
                    graphics.setStroke(
                            new BasicStroke(thick, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
                    graphics.draw(path);
                }
            }
            case Drawing.Band it -> {
                double middle = (it.x0() + it.x1()) / 2;
                Path2D path = new Path2D.Double();
                path.moveTo(it.x0(), it.top0());
                path.curveTo(middle, it.top0(), middle, it.top1(), it.x1(), it.top1());
                path.lineTo(it.x1(), it.bottom1());
                path.curveTo(middle, it.bottom1(), middle, it.bottom0(), it.x0(), it.bottom0());
                path.closePath();
                paint(graphics, it.fill(), 0.45);
                graphics.fill(path);
            }
            case Drawing.Words it -> words(graphics, it);
        }
    }

    private static void words(Graphics2D graphics, Drawing.Words it) {
        if (it.text().isEmpty()) {
            return;
        }
        paint(graphics, it.fill(), 1);
        Font font = new Font(Font.SANS_SERIF, it.bold() ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) it.size());
        graphics.setFont(font);
        double width =
                graphics.getFontMetrics().getStringBounds(it.text(), graphics).getWidth();
        double shift = switch (it.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
        AffineTransform before = graphics.getTransform();
        graphics.translate(it.x(), it.y());
        graphics.rotate(Math.toRadians(it.angle()));
        graphics.drawString(it.text(), (float) shift, 0f);
        graphics.setTransform(before);
    }

    private static void paint(Graphics2D graphics, String part, double opacity) {
        graphics.setColor(Color.decode(Palette.LIGHT.color(part)));
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
    }
}
