package dev.gatehouse.browser;

import dev.gatehouse.http.ReturnTo;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The built-in pages and their files. */
@Path("/auth/pages")
@PermitAll
@NonBlocking
@Singleton
class PagesResource {
    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final ServedPages pages;
    private final ReturnTo returnTo;

    PagesResource(ServedPages pages, ReturnTo returnTo) {
        this.pages = pages;
        this.returnTo = returnTo;
    }

    @GET
    @Path("/{file}")
    public Response file(
            @PathParam("file") String file,
            @Nullable @QueryParam("return_to") String wanted,
            @Nullable @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages,
            @Context Request request,
            @Context RoutingContext context) {
        Pages served = pages.pages().orElseThrow(NotFoundException::new);
        Optional<PageAsset> asset = served.asset(file);
        Locale language = ServedPages.language(languages);
        Response answer = asset.isPresent()
                ? asset(asset.get(), request, context)
                : page(served.page(file, language, checked(wanted)), language);
        PageHeaders.put(context.response());
        return answer;
    }

    private String checked(@Nullable String wanted) {
        return wanted == null || wanted.isEmpty() ? "" : returnTo.checked(wanted);
    }

    private static Response page(@Nullable String page, Locale language) {
        if (page == null) {
            throw new NotFoundException();
        }
        return Response.ok(page, HTML)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    /** Browsers keep the file, and ask each time whether it has changed. */
    private static Response asset(PageAsset asset, Request request, RoutingContext context) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        EntityTag tag = new EntityTag(asset.tag());
        ResponseBuilder known = request.evaluatePreconditions(tag);
        ResponseBuilder answer = known == null ? Response.ok(asset.content(), asset.type()) : known;
        return answer.tag(tag).build();
    }
}
