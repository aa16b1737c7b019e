package studio.karangou.packaging.tour;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.print.PageFormat;
import java.awt.print.Pageable;
import java.awt.print.Printable;
import java.awt.print.PrinterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.print.Doc;
import javax.print.DocFlavor;
import javax.print.DocPrintJob;
import javax.print.PrintException;
import javax.print.PrintService;
import javax.print.ServiceUIFactory;
import javax.print.attribute.Attribute;
import javax.print.attribute.AttributeSet;
import javax.print.attribute.HashPrintJobAttributeSet;
import javax.print.attribute.HashPrintServiceAttributeSet;
import javax.print.attribute.PrintJobAttributeSet;
import javax.print.attribute.PrintRequestAttributeSet;
import javax.print.attribute.PrintServiceAttribute;
import javax.print.attribute.PrintServiceAttributeSet;
import javax.print.attribute.standard.Copies;
import javax.print.attribute.standard.Media;
import javax.print.attribute.standard.MediaPrintableArea;
import javax.print.attribute.standard.MediaSizeName;
import javax.print.attribute.standard.OrientationRequested;
import javax.print.attribute.standard.PrinterIsAcceptingJobs;
import javax.print.attribute.standard.PrinterName;
import javax.print.event.PrintJobAttributeListener;
import javax.print.event.PrintJobListener;
import javax.print.event.PrintServiceAttributeListener;
import org.jspecify.annotations.Nullable;

/// A printer for the system's own printing, whose paper is a picture in a file: A4, one millimetre is 8 dots.
final class PagePrinter implements PrintService {
    private static final double DOTS_PER_POINT = 8 * 25.4 / 72;
    private static final Map<Class<? extends Attribute>, Attribute> USUAL = Map.of(
            Media.class,
            MediaSizeName.ISO_A4,
            MediaPrintableArea.class,
            new MediaPrintableArea(10, 10, 190, 277, MediaPrintableArea.MM),
            OrientationRequested.class,
            OrientationRequested.PORTRAIT,
            Copies.class,
            new Copies(1));

    private final Path paper;
    private int pages;

    /// @param paper the file of the last page
    PagePrinter(Path paper) {
        this.paper = paper;
    }

    /// How many pages came out.
    synchronized int pages() {
        return pages;
    }

    private synchronized void print(Pageable document) throws PrintException {
        try {
            for (int page = 0; paint(document, page); page++) {
                pages++;
            }
        } catch (PrinterException | IOException e) {
            throw new PrintException(e.toString());
        }
    }

    private boolean paint(Pageable document, int page) throws PrinterException, IOException {
        PageFormat format = document.getPageFormat(page);
        int width = (int) (format.getWidth() * DOTS_PER_POINT);
        int height = (int) (format.getHeight() * DOTS_PER_POINT);
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(java.awt.Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.scale(DOTS_PER_POINT, DOTS_PER_POINT);
        boolean there = document.getPrintable(page).print(pen, format, page) == Printable.PAGE_EXISTS;
        pen.dispose();
        return there && ImageIO.write(sheet, "png", paper.toFile());
    }

    @Override
    public String getName() {
        return "Papier";
    }

    @Override
    public DocPrintJob createPrintJob() {
        return new Job();
    }

    private final class Job implements DocPrintJob {
        @Override
        public PrintService getPrintService() {
            return PagePrinter.this;
        }

        @Override
        public PrintJobAttributeSet getAttributes() {
            return new HashPrintJobAttributeSet();
        }

        @Override
        public void print(Doc doc, @Nullable PrintRequestAttributeSet attributes) throws PrintException {
            try {
                PagePrinter.this.print((Pageable) doc.getPrintData());
            } catch (IOException e) {
                throw new PrintException(e);
            }
        }

        @Override
        public void addPrintJobListener(PrintJobListener listener) {}

        @Override
        public void removePrintJobListener(PrintJobListener listener) {}

        @Override
        public void addPrintJobAttributeListener(
                PrintJobAttributeListener listener, @Nullable PrintJobAttributeSet attributes) {}

        @Override
        public void removePrintJobAttributeListener(PrintJobAttributeListener listener) {}
    }

    @Override
    public void addPrintServiceAttributeListener(PrintServiceAttributeListener listener) {}

    @Override
    public void removePrintServiceAttributeListener(PrintServiceAttributeListener listener) {}

    @Override
    public PrintServiceAttributeSet getAttributes() {
        PrintServiceAttributeSet attributes = new HashPrintServiceAttributeSet();
        attributes.add(new PrinterName(getName(), null));
        attributes.add(PrinterIsAcceptingJobs.ACCEPTING_JOBS);
        return attributes;
    }

    @Override
    public <T extends PrintServiceAttribute> @Nullable T getAttribute(Class<T> category) {
        return category.cast(getAttributes().get(category));
    }

    @Override
    public DocFlavor[] getSupportedDocFlavors() {
        return new DocFlavor[] {DocFlavor.SERVICE_FORMATTED.PAGEABLE, DocFlavor.SERVICE_FORMATTED.PRINTABLE};
    }

    @Override
    public boolean isDocFlavorSupported(DocFlavor flavor) {
        return flavor.equals(DocFlavor.SERVICE_FORMATTED.PAGEABLE)
                || flavor.equals(DocFlavor.SERVICE_FORMATTED.PRINTABLE);
    }

    @Override
    public Class<?>[] getSupportedAttributeCategories() {
        return USUAL.keySet().toArray(Class<?>[]::new);
    }

    @Override
    public boolean isAttributeCategorySupported(Class<? extends Attribute> category) {
        return USUAL.containsKey(category);
    }

    @Override
    public @Nullable Object getDefaultAttributeValue(Class<? extends Attribute> category) {
        return USUAL.get(category);
    }

    @Override
    public @Nullable Object getSupportedAttributeValues(
            Class<? extends Attribute> category, @Nullable DocFlavor flavor, @Nullable AttributeSet attributes) {
        if (category == Media.class) {
            return new Media[] {MediaSizeName.ISO_A4};
        }
        if (category == MediaPrintableArea.class) {
            return new MediaPrintableArea[] {(MediaPrintableArea) USUAL.get(category)};
        }
        if (category == OrientationRequested.class) {
            return new OrientationRequested[] {OrientationRequested.PORTRAIT};
        }
        return USUAL.get(category);
    }

    @Override
    public boolean isAttributeValueSupported(
            Attribute value, @Nullable DocFlavor flavor, @Nullable AttributeSet attributes) {
        return isAttributeCategorySupported(value.getCategory());
    }

    @Override
    public @Nullable AttributeSet getUnsupportedAttributes(
            @Nullable DocFlavor flavor, @Nullable AttributeSet attributes) {
        return null;
    }

    @Override
    public @Nullable ServiceUIFactory getServiceUIFactory() {
        return null;
    }
}
