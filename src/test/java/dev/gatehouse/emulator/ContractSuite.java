package dev.gatehouse.emulator;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the contract suite in a JVM of its own, against the endpoint that its system properties name. */
final class ContractSuite {

    private ContractSuite() {}

    /** Prints what failed and how many tests succeeded; ends with 1 if any failed. */
    public static void main(String[] arguments) {
        LauncherDiscoveryRequest suite = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(ContractSuite.class.getPackageName()))
                .filters(includeClassNamePatterns(".*ContractTest(\\$.*)?", ".*HappyPathTest"))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(suite, listener);
        TestExecutionSummary summary = listener.getSummary();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.getFailures().forEach(failure -> {
            String id = failure.getTestIdentifier().getUniqueId();
            out.println("FAILED " + id.substring(id.indexOf("class:")) + " " + failure.getException());
        });
        out.println("succeeded " + summary.getTestsSucceededCount());
        System.exit(summary.getTestsFailedCount() == 0 ? 0 : 1);
    }
}
