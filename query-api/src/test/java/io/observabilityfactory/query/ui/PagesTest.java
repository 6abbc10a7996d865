package io.observabilityfactory.query.ui;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.observabilityfactory.testkit.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class PagesTest {

    private static final int MOST_BYTES = 600_000;

    /** What the document, or a script of ours, names to be brought as well. */
    private static final Pattern FILE = Pattern.compile("[\"'(]((?:\\.{0,2}/)[A-Za-z0-9_./-]+\\.(?:js|css))[\"')]");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/traces", "/traces/training_job_001", "/agents/coder", "/settings/keys?x=1"})
    void pageAddress_isAnsweredWithTheDocument(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("<of-app>"))
                .header("Cache-Control", equalTo("no-cache"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("default-src 'none'"), not(containsString("unsafe"))));
    }

    @Test
    void otherAddress_isNone() {
        given().get("/tracesuits").then().statusCode(404);
        given().get("/api/v1/nothing").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void signingInElsewhere_isNotOfferedUnlessAProviderIsNamed() {
        given().get("/api/v1/session/ways").then().statusCode(200).body("openId", is(false));
        given().redirects().follow(false).get("/sign-in").then().statusCode(401);
    }

    @Test
    void changeThatAnotherSiteHasTheBrowserMake_isRefusedWhereNoKeyIsNeeded() {
        given().header("Sec-Fetch-Site", "cross-site")
                .post("/api/v1/session")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        given().header("Sec-Fetch-Site", "same-origin")
                .post("/api/v1/session")
                .then()
                .statusCode(200)
                .body("withKey", is(false))
                .body("mayAdminister", is(true));
    }

    @Test
    void everythingThatABrowserBrings_staysSmall() throws IOException {
        Deque<String> waiting = new ArrayDeque<>(Set.of("/"));
        Set<String> brought = new HashSet<>();
        int bytes = 0;
        while (!waiting.isEmpty()) {
            String path = waiting.pop();
            if (brought.add(path)) {
                String content =
                        given().get(path).then().statusCode(200).extract().asString();
                bytes += compressed(content.getBytes(StandardCharsets.UTF_8));
                Matcher files = FILE.matcher(content);
                while (files.find()) {
                    waiting.add(URI.create(path).resolve(files.group(1)).getPath());
                }
            }
        }

        System.out.printf("%d files, %d bytes compressed%n", brought.size(), bytes);
        assertThat(brought).anyMatch(path -> path.endsWith(".css")).hasSizeGreaterThan(5);
        assertThat(bytes).isBetween(100_000, MOST_BYTES);
    }

    private static int compressed(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        }
        return compressed.size();
    }
}
