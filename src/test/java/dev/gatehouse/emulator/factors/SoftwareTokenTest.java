package dev.gatehouse.emulator.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TOTP by RFC 6238, with the vectors of its appendix B. */
class SoftwareTokenTest {

    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static SoftwareToken.Check check(SoftwareToken token, String code, long time) {
        return token.check(code, Instant.ofEpochSecond(time));
    }

    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111079,731029",
        "1111111109,081804",
        "1111111111,050471",
        "1111111169,266759",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void codesAreThoseOfTheSpecification(long time, String code) {
        assertThat(Totp.code(Totp.decode(SECRET), Totp.step(time))).isEqualTo(code);
        assertThat(check(SoftwareToken.of(SECRET), code, time)).isEqualTo(SoftwareToken.Check.ACCEPTED);
    }

    /** From the package oathtool of Debian. */
    @Tag("proof")
    @Test
    void codesAreThoseOfOathtool() throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            SoftwareToken token = SoftwareToken.random();
            long time = 1_111_111_109L + i * 86_400_017L;
            Process oathtool = new ProcessBuilder(
                            "oathtool", "--totp", "--base32", "--window=9", "--now=@" + time, token.secret())
                    .redirectErrorStream(true)
                    .start();
            List<String> codes = oathtool.inputReader().lines().toList();
            assertThat(oathtool.waitFor()).as("%s", codes).isZero();
            byte[] secret = Totp.decode(token.secret());
            assertThat(codes)
                    .isEqualTo(LongStream.range(0, 10)
                            .mapToObj(step -> Totp.code(secret, Totp.step(time) + step))
                            .toList());
        }
    }

    @Test
    void secretIsWrittenAsItIsRead() {
        assertThat(Totp.decode(SECRET)).isEqualTo("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
        assertThat(SoftwareToken.of(SECRET).secret()).isEqualTo(SECRET);
        SoftwareToken random = SoftwareToken.random();
        assertThat(SoftwareToken.of(random.secret()).secret()).isEqualTo(random.secret());
    }

    @Test
    void windowIsOneStepWide() {
        assertThat(check(SoftwareToken.of(SECRET), "081804", 1_111_111_109 + 30))
                .isEqualTo(SoftwareToken.Check.ACCEPTED);
        assertThat(check(SoftwareToken.of(SECRET), "081804", 1_111_111_109 - 30))
                .isEqualTo(SoftwareToken.Check.ACCEPTED);
        assertThat(check(SoftwareToken.of(SECRET), "081804", 1_111_111_109 + 60))
                .isEqualTo(SoftwareToken.Check.WRONG);
        assertThat(check(SoftwareToken.of(SECRET), "081804", 1_111_111_109 - 60))
                .isEqualTo(SoftwareToken.Check.WRONG);
    }

    @Test
    void codeIsAcceptedOnce() {
        SoftwareToken token = SoftwareToken.of(SECRET);
        check(token, "081804", 1_111_111_109);
        assertThat(check(token, "081804", 1_111_111_109)).isEqualTo(SoftwareToken.Check.USED);
        assertThat(check(token, "050471", 1_111_111_111)).isEqualTo(SoftwareToken.Check.ACCEPTED);
        assertThat(check(token, "081804", 1_111_111_111)).isEqualTo(SoftwareToken.Check.USED);
    }

    @Test
    void leadingZeroCounts() {
        assertThat(check(SoftwareToken.of(SECRET), "81804", 1_111_111_109)).isEqualTo(SoftwareToken.Check.WRONG);
    }

    @Test
    void secretThatIsNoBase32IsRefused() {
        assertThatThrownBy(() -> SoftwareToken.of("not base32!")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SoftwareToken.of("GEZDGNBV")).isInstanceOf(IllegalArgumentException.class);
    }
}
