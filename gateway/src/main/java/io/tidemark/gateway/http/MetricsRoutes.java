package io.tidemark.gateway.http;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.Figures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.function.DoubleSupplier;

/** {@code GET /metrics}: counters, histograms and gauges in the text format of Prometheus. Any thread. */
public final class MetricsRoutes implements HttpMetrics {
    private static final double NS_PER_S = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = Counter.builder()
            .name("tidemark_http_requests")
            .help("requests answered")
            .labelNames("method", "route", "status")
            .register(registry);
    private final Histogram seconds = Histogram.builder()
            .name("tidemark_http_request_seconds")
            .help("from a request's head to its answer")
            .labelNames("method", "route")
            .classicOnly()
            .classicUpperBounds(0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60)
            .register(registry);
    private final Counter activities = Counter.builder()
            .name("tidemark_activities")
            .help("activities received over HTTP and applied, refused ones included")
            .labelNames("verdict")
            .register(registry);

    public MetricsRoutes(Hashes hashes) {
        GaugeWithCallback.builder()
                .name("tidemark_hash_info")
                .help("hashes taken last (GET /v1/hash takes them); the value is the sequence they belong to")
                .labelNames("standings", "state")
                .callback(gauge -> {
                    Hashes.Taken taken = hashes.last();
                    if (taken != null) {
                        gauge.call(taken.sequence(), Figures.hash(taken.standings()), Figures.hash(taken.state()));
                    }
                })
                .register(registry);
    }

    /** Adds a number that is asked for at each scrape. */
    public MetricsRoutes gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> gauge.call(value.getAsDouble()))
                .register(registry);
        return this;
    }

    /** A registry for the metrics of other rooms. */
    public PrometheusRegistry registry() {
        return registry;
    }

    @Override
    public void answered(Route route, int status, long ns) {
        String method = route == null ? "none" : route.method();
        String template = route == null ? "none" : route.template();
        requests.labelValues(method, template, Integer.toString(status)).inc();
        seconds.labelValues(method, template).observe(ns / NS_PER_S);
    }

    /** A request's or a file's activities, when they are applied. */
    public void activities(long accepted, long received) {
        activities.labelValues("accepted").inc(accepted);
        activities.labelValues("other").inc(received - accepted);
    }

    public void addTo(Router router) {
        router.add(Route.of("GET", "/metrics", EnumSet.of(Scope.READ), (request, responder) -> scrape(responder)));
    }

    private void scrape(Responder responder) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        var writer = ExpositionFormats.init().getPrometheusTextFormatWriter();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        responder.answer(new Response(200, writer.getContentType(), List.of(), text.toByteArray()));
    }
}
