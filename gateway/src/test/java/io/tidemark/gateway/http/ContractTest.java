package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document names every route with its parameters, and nothing else. */
class ContractTest {
    @Test
    void shouldNameEveryRouteAndItsParameters() {
        Router[] all = new Router[1];
        try (TestServer server = new TestServer((core, router) -> {
            all[0] = router;
        })) {
            TreeSet<String> routes = new TreeSet<>();
            for (Route route : all[0].routes()) {
                if (!Set.of("/", "/{file...}", "/lib/{file...}").contains(route.template())) {
                    routes.add(route.method() + " " + route.template() + " " + new TreeSet<>(route.parameters()));
                }
            }
            TreeSet<String> documented = new TreeSet<>();
            for (Map.Entry<String, Object> path : Contract.paths().entrySet()) {
                for (String method : List.of("get", "put", "post", "patch", "delete")) {
                    if (Contract.map(path.getValue()).containsKey(method)) {
                        String upper = method.toUpperCase(java.util.Locale.ROOT);
                        documented.add(upper + " " + path.getKey() + " " + Contract.parameters(path.getKey(), upper));
                    }
                }
            }
            assertThat(documented).containsExactlyElementsOf(routes);
            assertThat(server.get("/openapi.yaml").body()).startsWith("openapi: 3.1.0");
        }
    }

    @Test
    void shouldHaveNothingHalfWritten() {
        assertThat(Contract.json(Contract.paths())).doesNotContain(":null");
    }
}
