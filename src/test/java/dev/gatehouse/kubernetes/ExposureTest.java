package dev.gatehouse.kubernetes;

import static dev.gatehouse.kubernetes.Rule.assertInEachRendering;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who reaches what. */
class ExposureTest {

    @Test
    void ingressOpensAuthAndTheMetadataOnly() {
        assertThat(Rendering.EVERYTHING.only(Ingress.class).getSpec().getRules())
                .allSatisfy(rule -> assertThat(rule.getHttp().getPaths())
                        .extracting(path -> path.getPathType() + ' ' + path.getPath())
                        .containsExactly("Prefix /auth", "Exact /.well-known/oauth-protected-resource"));
        assertThat(Rendering.EVERYTHING.only(Ingress.class).getSpec().getDefaultBackend())
                .isNull();
    }

    @Test
    void ingressTakesTlsForEveryHost() {
        Ingress ingress = Rendering.PRODUCTION.only(Ingress.class);
        assertThat(ingress.getSpec().getTls())
                .flatExtracting("hosts")
                .containsExactlyElementsOf(ingress.getSpec().getRules().stream()
                        .<Object>map(rule -> rule.getHost())
                        .toList());
    }

    @Test
    void secretOfTheIngressIsMade() {
        Ingress ingress = Rendering.PRODUCTION.only(Ingress.class);
        assertThat(Rendering.PRODUCTION.trees("Certificate")).singleElement().satisfies(certificate -> {
            assertThat(certificate.at("/spec/secretName").asText())
                    .isEqualTo(ingress.getSpec().getTls().getFirst().getSecretName());
            assertThat(certificate.at("/spec/dnsNames/0").asText())
                    .isEqualTo(ingress.getSpec().getRules().getFirst().getHost());
        });
    }

    @Test
    void ingressIsOfTheDefaultClass() {
        assertThat(Rendering.PRODUCTION.only(Ingress.class).getSpec().getIngressClassName())
                .isNull();
    }

    @Test
    void loadBalancerOfAwsCallsThePodsFromItsSubnets() {
        assertThat(Rendering.EVERYTHING.only(Ingress.class).getMetadata().getAnnotations())
                .containsEntry("alb.ingress.kubernetes.io/target-type", "ip")
                .containsEntry("alb.ingress.kubernetes.io/healthcheck-path", "/health/ready");
        assertThat(Rendering.EVERYTHING.only(NetworkPolicy.class).getSpec().getIngress())
                .flatExtracting(NetworkPolicyIngressRule::getFrom)
                .anyMatch(peer -> peer.getIpBlock() != null);
    }

    @Test
    void newSecretsAreLookedForEveryMinute() {
        assertThat(Rendering.PRODUCTION.trees("ExternalSecret")).singleElement().satisfies(secret -> assertThat(
                        secret.at("/spec/refreshInterval").asText())
                .isEqualTo("1m"));
    }

    @Test
    void dnsWithoutPodsIsReached() {
        assertThat(Rendering.PRODUCTION
                        .only(NetworkPolicy.class)
                        .getSpec()
                        .getEgress()
                        .getFirst()
                        .getTo())
                .extracting(peer ->
                        peer.getIpBlock() == null ? "" : peer.getIpBlock().getCidr())
                .contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");
    }

    @Test
    void routeOpensAuthAndTheMetadataOnly() {
        assertThat(Rendering.EVERYTHING.only(HTTPRoute.class).getSpec().getRules())
                .allSatisfy(rule -> assertThat(rule.getMatches())
                        .extracting(match -> match.getPath().getType()
                                + ' '
                                + match.getPath().getValue())
                        .containsExactly("PathPrefix /auth", "Exact /.well-known/oauth-protected-resource"));
    }

    @Test
    void serviceIsOfTheClusterAndFindsThePods() {
        assertInEachRendering(rendering -> {
            Service service = rendering.only(Service.class);
            Deployment deployment = rendering.only(Deployment.class);
            assertThat(service.getSpec().getType()).isNull();
            assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                    .containsAllEntriesOf(service.getSpec().getSelector())
                    .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
            assertThat(service.getSpec().getPorts().getFirst().getTargetPort()).isEqualTo(new IntOrString("http"));
        });
    }

    @Test
    void nothingIsExposedLocally() {
        assertThat(Rendering.LOCAL.each(Ingress.class)).isEmpty();
        assertThat(Rendering.LOCAL.each(HTTPRoute.class)).isEmpty();
    }

    @Test
    void networkPolicyIsOfThePodsAndLeavesNothingOpen() {
        assertInEachRendering(rendering -> {
            NetworkPolicySpec policy = rendering.only(NetworkPolicy.class).getSpec();
            assertThat(rendering
                            .only(Deployment.class)
                            .getSpec()
                            .getTemplate()
                            .getMetadata()
                            .getLabels())
                    .containsAllEntriesOf(policy.getPodSelector().getMatchLabels());
            assertThat(policy.getPolicyTypes()).containsExactly("Ingress", "Egress");
            assertThat(policy.getIngress())
                    .extracting(NetworkPolicyIngressRule::getFrom)
                    .noneMatch(List::isEmpty);
            assertThat(policy.getEgress())
                    .extracting(NetworkPolicyEgressRule::getTo)
                    .noneMatch(List::isEmpty);
        });
    }

    @Test
    void onlyTheServicePortIsOpen() {
        assertThat(Rendering.PRODUCTION.only(NetworkPolicy.class).getSpec().getIngress())
                .flatExtracting(NetworkPolicyIngressRule::getPorts)
                .extracting(NetworkPolicyPort::getPort)
                .containsExactly(new IntOrString("http"));
    }

    @Test
    void podsReachTheAgentOfPodIdentityAndNoOtherMetadata() {
        assertThat(Rendering.PRODUCTION.only(NetworkPolicy.class).getSpec().getEgress())
                .filteredOn(rule ->
                        rule.getPorts().stream().anyMatch(port -> port.getPort().getIntVal() == 80))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getTo())
                        .extracting(peer -> peer.getIpBlock().getCidr())
                        .containsExactly("169.254.170.23/32", "fd00:ec2::23/128"));
    }

    @Test
    void podsReachDnsCredentialsCognitoAndRedisOnly() {
        assertThat(Rendering.PRODUCTION.only(NetworkPolicy.class).getSpec().getEgress())
                .flatExtracting(NetworkPolicyEgressRule::getPorts)
                .extracting(port -> Map.entry(port.getPort().getIntVal(), port.getProtocol()))
                .containsExactly(
                        Map.entry(53, "UDP"),
                        Map.entry(53, "TCP"),
                        Map.entry(80, "TCP"),
                        Map.entry(443, "TCP"),
                        Map.entry(6379, "TCP"));
    }
}
