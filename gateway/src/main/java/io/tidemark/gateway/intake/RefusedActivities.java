package io.tidemark.gateway.intake;

import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.command.Done;
import io.tidemark.gateway.http.Responder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps activities that became no fact among the exceptions, beside the rows of files: so many of a request, and so many
 * at once that other commands are not kept waiting. Beyond that the answer alone names them. Any thread.
 */
final class RefusedActivities {
    private static final int MOST_UNDER_WAY = 1_000;

    private final Commands commands;
    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param most kept of one request */
    RefusedActivities(Commands commands, int most) {
        this.commands = commands;
        this.most = most;
    }

    /** Runs {@code then} when what is to be kept is durable and can be read; at once where there is nothing. */
    void keep(String feed, ActivityResults results, Responder responder, Runnable then) {
        if (results.refused() + results.conflicts() == 0) {
            then.run();
            return;
        }
        List<CompletableFuture<Done>> kept = new ArrayList<>();
        for (Map.Entry<String, String> one :
                results.exceptions(feed, Ids.next(), most).entrySet()) {
            if (underWay.get() >= MOST_UNDER_WAY) {
                break;
            }
            underWay.incrementAndGet();
            kept.add(commands.put(DeskCollection.REFUSED, one.getKey(), one.getValue())
                    .whenComplete((done, failed) -> underWay.decrementAndGet()));
        }
        // what could not be kept is answered all the same: the sender holds it
        CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new))
                .whenComplete((done, failed) -> responder.execute(then));
    }
}
