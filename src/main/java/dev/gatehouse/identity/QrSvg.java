package dev.gatehouse.identity;

import io.nayuki.qrcodegen.QrCode;

/**
 * Draws a QR code (ISO/IEC 18004) as an SVG element to put into a page: black on an opaque white ground, with the quiet zone of
 * four modules, so that it scans on dark pages too. It has no size of its own, script, style or reference.
 */
public final class QrSvg {
    private static final int QUIET_ZONE = 4;

    private QrSvg() {}

    /** The text as a QR code. */
    public static String of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int side = code.size + 2 * QUIET_ZONE;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + ' ' + side
                + "\" role=\"img\" shape-rendering=\"crispEdges\"><title>QR code for an authenticator app</title>"
                + "<rect width=\"" + side + "\" height=\"" + side + "\" fill=\"#fff\"/><path d=\"" + modules(code)
                + "\" fill=\"#000\"/></svg>";
    }

    /** A rectangle for each run of dark modules in a row. */
    private static String modules(QrCode code) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            int x = 0;
            while (x < code.size) {
                int end = x;
                while (code.getModule(end, y)) {
                    end++;
                }
                if (end > x) {
                    path.append('M').append(x + QUIET_ZONE).append(' ').append(y + QUIET_ZONE);
                    path.append('h')
                            .append(end - x)
                            .append("v1h-")
                            .append(end - x)
                            .append('z');
                }
                x = end + 1;
            }
        }
        return path.toString();
    }
}
