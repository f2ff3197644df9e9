package dev.gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class QrSvgTest {
    private static final String URI =
            "otpauth://totp/Gatehouse:ada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gatehouse";
    private static final int PIXELS = 4;
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xffffff;
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");

    private final Element svg = parsed(QrSvg.of(URI));

    private static Element parsed(String text) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError("not XML", e);
        }
    }

    private static int side(Element svg) {
        return Integer.parseInt(svg.getAttribute("viewBox").split(" ")[2]);
    }

    /** Painted on a black page. */
    private static String read(Element svg) throws Exception {
        int side = side(svg);
        int[] page = new int[side * side * PIXELS * PIXELS];
        Arrays.fill(page, BLACK);
        Element ground = (Element) svg.getElementsByTagName("rect").item(0);
        paint(page, side, 0, 0, Integer.parseInt(ground.getAttribute("width")), side, WHITE);
        Element path = (Element) svg.getElementsByTagName("path").item(0);
        for (MatchResult run : RUN.matcher(path.getAttribute("d")).results().toList()) {
            paint(page, side, number(run, 1), number(run, 2), number(run, 3), 1, BLACK);
        }
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(
                                new HybridBinarizer(new RGBLuminanceSource(side * PIXELS, side * PIXELS, page))),
                        Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }

    private static int number(MatchResult run, int group) {
        return Integer.parseInt(run.group(group));
    }

    private static void paint(int[] page, int side, int x, int y, int width, int height, int colour) {
        for (int row = y * PIXELS; row < (y + height) * PIXELS; row++) {
            int start = row * side * PIXELS + x * PIXELS;
            Arrays.fill(page, start, start + width * PIXELS, colour);
        }
    }

    @Test
    void isReadOnABlackPage() throws Exception {
        assertThat(read(svg)).isEqualTo(URI);
    }

    @ParameterizedTest
    @ValueSource(ints = {254, 1000, 1700})
    void longTextIsReadToo(int length) throws Exception {
        String text = URI + "a".repeat(length);

        assertThat(read(parsed(QrSvg.of(text)))).isEqualTo(text);
    }

    @Test
    void groundIsWhiteAndCoversEverything() {
        Element first = (Element) svg.getElementsByTagName("*").item(1);

        assertThat(first.getTagName()).isEqualTo("rect");
        assertThat(first.getAttribute("fill")).isEqualTo("#fff");
        assertThat(first.getAttribute("width")).isEqualTo("" + side(svg)).isEqualTo(first.getAttribute("height"));
        assertThat(first.hasAttribute("x") || first.hasAttribute("y")).isFalse();
    }

    @Test
    void quietZoneHasFourModules() {
        String path = ((Element) svg.getElementsByTagName("path").item(0)).getAttribute("d");

        assertThat(RUN.matcher(path).results())
                .isNotEmpty()
                .allSatisfy(run -> {
                    assertThat(number(run, 1)).isGreaterThanOrEqualTo(4);
                    assertThat(number(run, 1) + number(run, 3)).isLessThanOrEqualTo(side(svg) - 4);
                    assertThat(number(run, 2)).isBetween(4, side(svg) - 5);
                })
                .anySatisfy(run -> assertThat(number(run, 1)).isEqualTo(4));
    }

    @Test
    void titleDoesNotHoldTheSecret() {
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .isNotBlank()
                .doesNotContain("GEZDGNBV");
    }

    @Test
    void canBePutIntoAPage() {
        assertThat(QrSvg.of(URI))
                .startsWith("<svg ")
                .doesNotContain("<script", "style", "href", "<!DOCTYPE", "<?xml", "px")
                .doesNotContain(URI.substring(URI.indexOf("secret="), URI.indexOf("&")));
    }
}
