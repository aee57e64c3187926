package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;
import io.tidemark.gateway.http.BodyBuffer;
import io.tidemark.gateway.http.Budget;
import io.tidemark.gateway.http.Flow;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Json;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.http.Request;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.http.Route;
import io.tidemark.gateway.http.Router;
import io.tidemark.gateway.http.StreamHandler;
import io.tidemark.gateway.ingest.ActivityJson;
import io.tidemark.gateway.ingest.Fault;
import io.tidemark.gateway.ingest.IngestLimits;
import io.tidemark.gateway.ingest.PlainLine;
import io.tidemark.gateway.ingest.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /v1/activities}: one object, an array, or a stream of lines. A document is read whole before anything of it
 * counts; of a stream every line counts by itself.
 */
public final class ActivityRoutes {
    private static final Set<Scope> FEEDERS = EnumSet.of(Scope.FEED);
    private static final Set<String> STREAMS =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines");
    private static final long MS_PER_DAY = 86_400_000L;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(1 << 16)
                    .maxNumberLength(100)
                    .build())
            .build();

    private static final FastThreadLocal<PlainLine> PLAIN = new FastThreadLocal<>() {
        @Override
        protected PlainLine initialValue() {
            return new PlainLine();
        }
    };

    private final FrameSink frames;
    private final Reads reads;
    private final Settings settings;
    private final Budget budget;
    private final IntakeMetrics metrics;
    private final RefusedActivities refused;

    /** @param commands take what became no fact to the desk */
    public ActivityRoutes(
            FrameSink frames, Commands commands, Reads reads, Settings settings, Budget budget, IntakeMetrics metrics) {
        this.frames = frames;
        this.reads = reads;
        this.settings = settings;
        this.budget = budget;
        this.metrics = metrics;
        this.refused = new RefusedActivities(commands, settings.count(Setting.KEPT_REFUSALS));
    }

    public void addTo(Router router) {
        router.add(Route.streamed(
                "POST", "/v1/activities", FEEDERS, settings.number(Setting.MAX_STREAM_BYTES), this::open, "feed"));
    }

    private StreamHandler.Body open(Request request, Responder responder, Flow flow) throws HttpProblem {
        String feed = request.query("feed") == null ? "" : request.query("feed").strip();
        if (feed.getBytes(StandardCharsets.UTF_8).length > IngestLimits.ID_BYTES) {
            throw HttpProblem.badRequest("the feed's name is too long — at most " + IngestLimits.ID_BYTES + " bytes");
        }
        if (STREAMS.contains(request.mediaType())) {
            return new Stream(responder, flow, feed);
        }
        if (request.mediaType().equals("application/json")) {
            return new Document(responder, feed);
        }
        throw new HttpProblem(
                415,
                "activities are sent as JSON — as application/json (an object or an array) or application/x-ndjson (a line each)");
    }

    private static int today() {
        return (int) Math.floorDiv(System.currentTimeMillis(), MS_PER_DAY);
    }

    /** What both ways have in common. */
    private abstract class Intake implements StreamHandler.Body {
        final Responder responder;
        final String feed;
        final ActivityJson reader = new ActivityJson();
        final int today = today();
        final ActivityResults results = new ActivityResults(settings.count(Setting.LISTED_ACTIVITIES));
        final ActivitySubmission submission;

        Intake(Responder responder, String feed) {
            this.responder = responder;
            this.feed = feed;
            this.submission = new ActivitySubmission(
                    frames, responder, results, feed, settings.number(Setting.ROOM_TIME), this::room);
        }

        /** There is room for more. */
        void room() {}

        /** Reads an object; null where it was refused. */
        Activity read(JsonParser json, long index) throws IOException {
            Activity activity = reader.read(json, feed, today);
            if (activity == null) {
                submission.refused(index, reader.source(feed), reader.reference(), reader.faults());
            }
            return activity;
        }

        void answer(boolean single) {
            metrics.activities(results.accepted(), results.received());
            refused.keep(feed, results, responder, () -> name(single));
        }

        private void name(boolean single) {
            if (results.hasSetAside()) {
                reads.with(responder, ActivityResults::names, names -> answer(single, names));
            } else {
                answer(single, Map.of());
            }
        }

        private void answer(boolean single, Map<Integer, List<String>> names) {
            if (single && results.refused() > 0) {
                responder.fail(new HttpProblem(422, "the activity was refused: " + results.why())
                        .with(json -> results.write(json, names)));
            } else if (single && results.conflicts() > 0) {
                responder.fail(new HttpProblem(
                                409,
                                "an activity with this identity and other content was received before; both are kept, this one"
                                        + " without effect — send a correction")
                        .with(json -> results.write(json, names)));
            } else {
                responder.answer(Json.response(200, json -> results.write(json, names)));
            }
        }

        @Override
        public void aborted() {}
    }

    /** An object or an array: read whole and found to be JSON before anything of it counts. */
    private final class Document extends Intake {
        private final BodyBuffer buffer;

        Document(Responder responder, String feed) {
            super(responder, feed);
            this.buffer = new BodyBuffer(budget, settings.number(Setting.MAX_BODY_BYTES), responder);
        }

        @Override
        public void piece(ByteBuf data) throws HttpProblem {
            buffer.add(data);
        }

        @Override
        public void end() throws HttpProblem {
            List<Activity> activities = new ArrayList<>();
            boolean single;
            try (JsonParser json = JSON.createParser(buffer.bytes())) {
                JsonToken first = json.nextToken();
                single = first == JsonToken.START_OBJECT;
                if (single) {
                    activities.add(read(json, 0));
                } else if (first == JsonToken.START_ARRAY) {
                    array(json, activities);
                } else {
                    throw HttpProblem.badRequest("the body holds no activities — an object, or an array of objects");
                }
                if (json.nextToken() != null) {
                    throw HttpProblem.badRequest("the body holds more than one document — send lines as"
                            + " application/x-ndjson, or put the objects into an array");
                }
            } catch (JsonProcessingException malformed) {
                throw notJson(malformed);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            submit(activities, single);
        }

        private void array(JsonParser json, List<Activity> activities) throws IOException, HttpProblem {
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw HttpProblem.badRequest("element " + activities.size() + " of the array is no object");
                }
                activities.add(read(json, activities.size()));
            }
        }

        private void submit(List<Activity> activities, boolean single) {
            submission.all(() -> {
                for (int k = 0; k < activities.size(); k++) {
                    if (activities.get(k) != null) {
                        submission.add(activities.get(k), k);
                    }
                }
            });
            submission.end(() -> answer(single));
        }
    }

    private static HttpProblem notJson(JsonProcessingException malformed) {
        var at = malformed.getLocation();
        String place = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
        return HttpProblem.badRequest("the body is no JSON" + place + " — nothing of it was taken");
    }

    /** Lines as they come: each counts by itself, and a bad one costs one. */
    private final class Stream extends Intake implements Lines.Sink {
        private final Flow flow;
        private final PlainLine plain = PLAIN.get();
        private final Lines lines = new Lines(settings.count(Setting.MAX_LINE_BYTES), this);

        Stream(Responder responder, Flow flow, String feed) {
            super(responder, feed);
            this.flow = flow;
        }

        @Override
        public void piece(ByteBuf data) {
            submission.all(() -> lines.piece(data));
            if (submission.isFull()) {
                flow.pause();
            }
        }

        @Override
        void room() {
            flow.resume();
        }

        @Override
        public void end() {
            submission.all(lines::end);
            submission.end(() -> answer(false));
        }

        @Override
        public void line(byte[] bytes, int from, int length, long number) {
            if (plain.read(bytes, from, length, !feed.isEmpty(), today)) {
                submission.add(plain, number - 1);
            } else {
                other(bytes, from, length, number);
            }
        }

        /** A line that is not as most are, or has something wrong with it. */
        private void other(byte[] bytes, int from, int length, long number) {
            try (JsonParser json = JSON.createParser(bytes, from, length)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    bad(number, Reason.FIELD, "the line is no object", "an activity is { \"id\": … }");
                    return;
                }
                Activity activity = read(json, number - 1);
                if (json.nextToken() != null) {
                    if (activity != null) {
                        bad(number, Reason.FIELD, "the line holds more than one document", "one activity a line");
                    }
                } else if (activity != null) {
                    submission.add(activity, number - 1);
                }
            } catch (JsonProcessingException malformed) {
                bad(number, Reason.FIELD, "the line is no JSON", "one object a line, in UTF-8");
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public void tooLong(long number) {
            bad(
                    number,
                    Reason.ROW_TOO_LONG,
                    "the line is too long",
                    "at most " + settings.number(Setting.MAX_LINE_BYTES) + " bytes");
        }

        private void bad(long number, Reason reason, String what, String right) {
            submission.refused(number - 1, feed, "", List.of(new Fault(reason, "", "", what, right)));
        }
    }
}
