package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class CredentialSourceTest {
    private final AtomicInteger made = new AtomicInteger();
    private final CredentialSource source = new CredentialSource(
            "test",
            false,
            () -> true,
            () -> StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("key" + made.incrementAndGet(), "secret")));

    @Test
    void keepsItsProvider() {
        source.resolve();
        source.resolve();

        assertThat(made).hasValue(1);
    }

    @Test
    void makesAnotherProviderAfterARefusal() {
        source.forget(source.resolve());

        assertThat(source.resolve().accessKeyId()).isEqualTo("key2");
    }

    /** Several calls are refused at the same time, with the same credentials. */
    @Test
    void makesOneProviderForManyRefusals() {
        AwsCredentials refused = source.resolve();
        source.forget(refused);
        source.resolve();

        source.forget(refused);

        assertThat(source.resolve().accessKeyId()).isEqualTo("key2");
    }
}
