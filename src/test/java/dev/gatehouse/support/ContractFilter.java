package dev.gatehouse.support;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Holds every answer that any test gets against the {@link Contract}. It needs no mention in a test: JUnit finds it for those
 * that run outside the application, Quarkus for those inside, whose classes are loaded anew.
 */
public final class ContractFilter implements Filter, BeforeAllCallback, QuarkusTestBeforeClassCallback {
    /** What the embedded pool and some tests serve on their own account. */
    private static final List<String> NOT_OURS = List.of("/control/", "/outbox", "/test/");

    @Override
    public void beforeAll(ExtensionContext context) {
        install();
    }

    @Override
    public void beforeClass(Class<?> testClass) {
        install();
    }

    private void install() {
        if (RestAssured.filters().stream().noneMatch(ContractFilter.class::isInstance)) {
            RestAssured.filters(this);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        String path = URI.create(request.getURI()).getRawPath();
        if (NOT_OURS.stream().noneMatch(path::startsWith)) {
            Contract.DOCUMENT.check(new Contract.Exchange(
                    request.getMethod(),
                    path,
                    response.statusCode(),
                    name -> response.getHeader(name) == null ? "" : response.getHeader(name),
                    response.body().asString()));
        }
        return response;
    }
}
