package io.tidemark.bench.peers;

import io.tidemark.bench.R1Answer;
import io.tidemark.bench.R1Reference;
import io.tidemark.engine.activity.Activity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Redis with an append-only file: one script call per transaction, a hundred sent at once, requests encoded ahead. */
final class Redis implements Contender {
    private static final int PIPELINE = 100;

    private final Facts facts;
    private final String fsync;
    private final Path folder;
    private final Set<String> periods = new TreeSet<>();
    private Server server;
    private RedisWire wire;
    private List<byte[]> requests;

    /** @param fsync {@code everysec} or {@code always} */
    Redis(Facts facts, String fsync, Path folder) {
        this.facts = facts;
        this.fsync = fsync;
        this.folder = folder.resolve("redis-" + fsync);
    }

    @Override
    public String name() {
        return "Redis, one script call each, pipeline of 100, AOF " + fsync;
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public void prepare() throws Exception {
        server = Server.start(
                folder,
                port -> List.of(
                        "redis-server",
                        "--port",
                        String.valueOf(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.toString(),
                        "--save",
                        "",
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        fsync));
        wire = server.connect(RedisWire::new);
        references();
        String digest = (String) wire.call("SCRIPT", "LOAD", script());
        if (requests == null) {
            requests = encode(digest);
        }
    }

    private static String script() throws IOException {
        try (InputStream script = Redis.class.getResourceAsStream("score.lua")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void references() throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        List<R1Reference.Rep> reps = R1Reference.reps();
        reps.forEach(rep -> RedisWire.encode(
                request,
                "HSET",
                "rep:" + rep.id(),
                "location",
                rep.location(),
                "distributor",
                rep.distributor(),
                "region",
                rep.region()));
        R1Reference.classes()
                .forEach((sku, category) -> RedisWire.encode(request, "HSET", "class", sku, String.valueOf(category)));
        wire.pipeline(request.toByteArray(), reps.size() + R1Reference.classes().size());
    }

    private List<byte[]> encode(String digest) {
        List<byte[]> encoded = new ArrayList<>();
        List<Activity> activities = facts.activities();
        for (int from = 0; from < activities.size(); from += PIPELINE) {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            List<Activity> some = activities.subList(from, Math.min(from + PIPELINE, activities.size()));
            some.forEach(activity -> RedisWire.encode(request, words(digest, activity)));
            Activity last = some.get(some.size() - 1);
            RedisWire.encode(
                    request,
                    "ZREVRANK",
                    "board:reps:" + Facts.period(last.date()),
                    last.roles().get("rep"));
            encoded.add(request.toByteArray());
        }
        return encoded;
    }

    private String[] words(String digest, Activity activity) {
        String period = Facts.period(activity.date());
        periods.add(period);
        return new String[] {
            "EVALSHA",
            digest,
            "0",
            activity.id(),
            activity.original(),
            activity.roles().get("rep"),
            activity.sku(),
            period,
            String.valueOf(activity.quantity()),
            activity.amount() == null ? "" : String.valueOf(activity.amount())
        };
    }

    @Override
    public void run() throws IOException {
        int left = facts.transactions();
        for (byte[] request : requests) {
            wire.pipeline(request, Math.min(PIPELINE, left) + 1);
            left -= PIPELINE;
        }
    }

    @Override
    public R1Answer answer() throws IOException {
        R1Answer answer = new R1Answer();
        for (String period : periods) {
            for (String board : R1Answer.BOARDS) {
                List<?> all = (List<?>) wire.call("ZRANGE", "board:" + board + ":" + period, "0", "-1", "WITHSCORES");
                for (int k = 0; k < all.size(); k += 2) {
                    BigDecimal points = new BigDecimal((String) all.get(k + 1)).movePointLeft(4);
                    answer.put(board, period, (String) all.get(k), points);
                }
            }
            List<?> tiers = (List<?>) wire.call("HGETALL", "tier:" + period);
            for (int k = 0; k < tiers.size(); k += 2) {
                answer.tier(period, (String) tiers.get(k), (String) tiers.get(k + 1));
            }
        }
        return answer;
    }

    /** Doubles. */
    @Override
    public double tolerance() {
        return 1e-9;
    }

    @Override
    public void close() throws IOException {
        wire.close();
        server.close();
    }
}
