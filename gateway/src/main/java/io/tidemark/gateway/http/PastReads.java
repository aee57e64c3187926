package io.tidemark.gateway.http;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.PastCores;
import io.tidemark.engine.host.PastCores.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/**
 * Where a request is answered from: from the running core, or with {@code as-of} from what it was at a command or an instant.
 * Any thread.
 */
public final class PastReads {
    /** The parameter by which a request asks for the past. */
    public static final String AS_OF = "as-of";

    private final Reads now;
    private final PastCores past;
    private final DataThrough dataThrough;

    /** @param dataThrough asked on the core's thread only */
    public PastReads(Reads now, PastCores past, DataThrough dataThrough) {
        this.now = now;
        this.past = past;
        this.dataThrough = dataThrough;
    }

    /** Answers come from one core, and so does how far the data of distributors goes. */
    public record Source(Reads reads, DataThrough dataThrough, boolean isPast) {
        /** Per distributor's id an ISO date. */
        java.util.Map<String, String> dataThrough(ScoringCore core) {
            return isPast ? dataThrough.whole(core) : dataThrough.of(core);
        }
    }

    Source of(Request request) throws HttpProblem {
        String text = request.query(AS_OF);
        if (text == null) {
            return new Source(now, dataThrough, false);
        }
        if (past == PastCores.NONE) {
            throw HttpProblem.badRequest("as-of needs a journal, and this service keeps none");
        }
        Moment moment = moment(text);
        return new Source(new Reads(read -> past.offer(moment, read)), new DataThrough(), true);
    }

    private static Moment moment(String text) throws HttpProblem {
        if (text.matches("\\d{1,18}")) {
            return new Moment(Long.parseLong(text), Long.MAX_VALUE);
        }
        try {
            // a plus sign in a query is a blank
            return new Moment(Long.MAX_VALUE, instant(text.replace(' ', '+')).toEpochMilli());
        } catch (DateTimeException wrong) {
            throw HttpProblem.badRequest("as-of " + text + " is neither a sequence nor an instant — write 57851 or "
                    + "2026-03-12T12:00:00-05:00 or 2026-03-12T12:00[America/Chicago]");
        }
    }

    private static Instant instant(String text) {
        return text.endsWith("]") && !text.matches(".*(Z|[+-]\\d\\d:\\d\\d)\\[.*")
                ? java.time.LocalDateTime.parse(text.substring(0, text.indexOf('[')))
                        .atZone(java.time.ZoneId.of(text.substring(text.indexOf('[') + 1, text.length() - 1)))
                        .toInstant()
                : text.endsWith("]")
                        ? ZonedDateTime.parse(text).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
    }
}
