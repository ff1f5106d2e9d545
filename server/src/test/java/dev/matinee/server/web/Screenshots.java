package dev.matinee.server.web;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Takes pictures of pages of a service that runs, wide and narrow, light and dark.
 *
 * <p>Arguments: the address, the folder for the pictures, and pages as {@code NAME=PATH}. With the system property
 * {@code matinee.pictures=window} they show what fits the window, otherwise the whole page.
 */
public final class Screenshots {
    private record Look(String name, int width, int height, boolean dark) {}

    private static final List<Look> LOOKS = List.of(
            new Look("wide-light", 1280, 900, false),
            new Look("wide-dark", 1280, 900, true),
            new Look("phone-light", 390, 844, false),
            new Look("phone-dark", 390, 844, true));

    private Screenshots() {}

    /** Takes them. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[1]);
        List<String> pages = List.of(arguments).subList(2, arguments.length);
        try (Browser browser = Browser.at(URI.create(arguments[0]))) {
            for (String page : pages) {
                int equals = page.indexOf('=');
                for (Look look : LOOKS) {
                    browser.size(look.width(), look.height());
                    browser.dark(look.dark());
                    browser.open(page.substring(equals + 1)).settle();
                    reveal(browser);
                    Path picture = folder.resolve(page.substring(0, equals) + "-" + look.name() + ".png");
                    browser.picture(picture);
                    if ("window".equals(System.getProperty("matinee.pictures"))) {
                        crop(picture, look.height());
                    }
                }
                try {
                    browser.assertClean(page);
                } catch (AssertionError fault) {
                    System.out.println(fault.getMessage());
                }
            }
        }
    }

    private static void crop(Path picture, int height) {
        try {
            BufferedImage whole = ImageIO.read(picture.toFile());
            BufferedImage top = new BufferedImage(
                    whole.getWidth(), Math.min(height, whole.getHeight()), BufferedImage.TYPE_INT_RGB);
            top.createGraphics().drawImage(whole, 0, 0, null);
            ImageIO.write(top, "png", picture.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Goes down the page, so that what comes when it is looked at comes. */
    private static void reveal(Browser browser) {
        long height = ((Number) browser.run("return document.documentElement.scrollHeight")).longValue();
        for (long down = 0; down < height && down < 20_000; down += 700) {
            browser.run("window.scrollTo(0, " + down + "); return 1");
            browser.settle();
            height = ((Number) browser.run("return document.documentElement.scrollHeight")).longValue();
        }
        browser.run("window.scrollTo(0, 0); return 1");
        browser.settle();
    }
}
