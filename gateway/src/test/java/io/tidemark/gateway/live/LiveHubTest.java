package io.tidemark.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveHubTest {
    private static final LiveLimits LIMITS =
            new LiveLimits(6, 2, 4, 100, 3, 4096, 100, 30_000, 60_000, 15_000, 3_600_000);
    private static final Topic BOARD = Watching.board("?limit=10");

    private final Watching world = new Watching(LIMITS);

    @BeforeEach
    void sellSomething() {
        world.sale("ann", 10);
        world.sale("ben", 5);
    }

    @Test
    void shouldSendASnapshotAndThenDeltas() {
        Watching.Viewer viewer = world.watch(BOARD);
        world.sale("ben", 7);
        world.rest();

        assertThat(viewer.types).containsExactly("snapshot", "delta");
        assertThat(viewer.mirror.rows())
                .extracting(row -> row.get("participant"), row -> row.get("value"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("distributor-rep:ben", "12"),
                        org.assertj.core.groups.Tuple.tuple("distributor-rep:ann", "10"));
    }

    @Test
    void shouldReadATopicOnceForAllItsViewers() {
        List<Watching.Viewer> viewers = List.of(world.watch(BOARD), world.watch(BOARD), world.watch(BOARD));
        int before = world.reads;
        world.sale("cy", 1);
        world.rest();

        assertThat(world.reads).isEqualTo(before + 1);
        assertThat(viewers).allSatisfy(viewer -> assertThat(viewer.types).containsExactly("snapshot", "delta"));
    }

    @Test
    void shouldReadNothingWhileTheCoreDoesNotMove() {
        world.watch(BOARD);
        int before = world.reads;
        world.rest();

        assertThat(world.reads).isEqualTo(before);
    }

    @Test
    void shouldSendNothingWhenTheCoreMovesAndTheTopicDoesNot() {
        Watching.Viewer viewer = world.watch(Watching.standing("ann"));
        world.sale("cy", 1);
        world.rest();

        assertThat(viewer.types).containsExactly("snapshot");
    }

    @Test
    void shouldBringASlowViewerUpToDateInOneMessageAndHoldUpNobody() {
        Watching.Viewer slow = world.watch(BOARD);
        Watching.Viewer quick = world.watch(BOARD);
        slow.ready = false;
        for (int k = 0; k < 3; k++) {
            world.sale("cy", 1);
            world.rest();
        }
        assertThat(quick.types).containsExactly("snapshot", "delta", "delta", "delta");
        assertThat(slow.types).containsExactly("snapshot");

        slow.ready = true;
        world.hub.ready(slow);

        assertThat(slow.types).containsExactly("snapshot", "delta");
        assertThat(slow.mirror.state()).isEqualTo(quick.mirror.state());
    }

    @Test
    void shouldCutWhoTakesNothingForTooLong() {
        Watching.Viewer stalled = world.watch(BOARD);
        Watching.Viewer other = world.watch(BOARD);
        stalled.ready = false;
        world.sale("cy", 1);
        world.rest();
        world.pass(29_000);
        assertThat(stalled.cut).isNull();
        world.pass(2_000);

        assertThat(stalled.cut).contains("30 seconds");
        assertThat(other.cut).isNull();
        assertThat(world.hub.viewers()).isEqualTo(1);
    }

    @Test
    void shouldNotCutWhoHasNothingToTake() {
        Watching.Viewer viewer = world.watch(BOARD);
        viewer.ready = false;
        world.pass(100_000);
        world.pass(100_000);

        assertThat(viewer.cut).isNull();
    }

    @Test
    void shouldResumeWithWhatWasMissed() {
        Watching.Viewer first = world.watch(BOARD);
        String id = first.mirror.id();
        world.hub.leave(first);
        world.sale("cy", 1);
        world.sale("ben", 6);
        world.watch(BOARD);
        world.sale("cy", 20);
        world.rest();

        Watching.Viewer again = resume(first, id);

        assertThat(again.types).containsExactly("snapshot", "delta");
        assertThat(again.mirror.state().rows()).isEqualTo(world.read(BOARD).rows());
    }

    @Test
    void shouldSayThatNothingWasMissed() {
        Watching.Viewer first = world.watch(BOARD);
        world.hub.leave(first);

        assertThat(resume(first, first.mirror.id()).types).containsExactly("snapshot", "resumed");
    }

    @Test
    void shouldSendASnapshotWhereTheHistoryDoesNotReachBack() {
        Watching.Viewer first = world.watch(BOARD);
        Watching.Viewer other = world.watch(BOARD);
        world.hub.leave(first);
        for (int k = 0; k < 4; k++) {
            world.sale("cy", 1);
            world.rest();
        }

        assertThat(resume(first, first.mirror.id()).types).containsExactly("snapshot", "snapshot");
        assertThat(other.types).hasSize(5);
    }

    @Test
    void shouldSendASnapshotForAPlaceInAnotherRunOrNone() {
        Watching.Viewer viewer = world.watch(BOARD);
        String sequence = viewer.mirror.id().substring("run-".length());
        world.sale("cy", 1);
        world.rest();

        for (String id : List.of("other-" + sequence, "run-99999", "run-", "run-x", sequence)) {
            Watching.Viewer again = world.join(BOARD, id);
            world.rest();
            assertThat(again.types).as(id).containsExactly("snapshot");
            world.hub.leave(again);
        }
    }

    /** The same person on a new connection. */
    private Watching.Viewer resume(Watching.Viewer former, String id) {
        world.hub.join(former);
        world.hub.subscribe(former, "t", BOARD, id);
        world.rest();
        return former;
    }

    @Test
    void shouldForgetATopicThatNobodyComesBackTo() {
        Watching.Viewer viewer = world.watch(BOARD);
        world.hub.leave(viewer);
        world.pass(59_000);
        assertThat(world.hub.topics()).isEqualTo(1);
        world.pass(2_000);

        assertThat(world.hub.topics()).isZero();
    }

    @Test
    void shouldSayWhatIsWrongWithATopic() {
        for (String address : List.of(
                "boards/none",
                "boards/reps?limit=101",
                "boards/reps?period=soon",
                "boards/reps?what=1",
                "participants/nobody/standing",
                "participants/ann",
                "versions",
                "%zz",
                "",
                "../../v1/programs")) {
            Watching.Viewer viewer = world.join(new Topic("race", address), "");
            world.rest();
            assertThat(viewer.problems).as(address).hasSize(1);
            assertThat(viewer.problems.get(0).status()).as(address).isIn(400, 404, 405);
            assertThat(viewer.types).isEmpty();
            world.hub.leave(viewer);
        }
        assertThat(world.hub.topics()).isZero();
    }

    @Test
    void shouldEndATopicThatIsNoMore() {
        Watching.Viewer viewer = world.watch(BOARD);
        world.publish(Watching.PROGRAM.replace("boards: { reps:", "boards: { others:"));
        world.rest();

        assertThat(viewer.problems).extracting(LiveProblem::status).containsExactly(404);
    }

    @Test
    void shouldKeepToItsLimits() {
        List<Watching.Viewer> viewers = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            viewers.add(new Watching.Viewer());
            assertThat(world.hub.join(viewers.get(k))).isTrue();
        }
        assertThat(world.hub.join(new Watching.Viewer())).isFalse();

        for (int k = 0; k < 6; k++) {
            Topic topic = Watching.board("?limit=" + (k + 1));
            world.hub.subscribe(viewers.get(k / 2), "t" + k, topic, "");
        }
        assertThat(world.hub.topics()).isEqualTo(4);
        assertThat(viewers.get(2).problems).extracting(LiveProblem::status).containsExactly(429, 429);
        world.hub.subscribe(viewers.get(0), "one more", Watching.board("?limit=1"), "");
        assertThat(viewers.get(0).problems).extracting(LiveProblem::status).containsExactly(429);
    }

    @Test
    void shouldStopShowingWhatIsUnsubscribed() {
        Watching.Viewer viewer = world.watch(BOARD);
        world.hub.unsubscribe(viewer, BOARD.address());
        world.sale("cy", 1);
        world.rest();

        assertThat(viewer.types).containsExactly("snapshot");
    }

    @Test
    void shouldShowASaleThatWasThereBeforeTheViewerCame() {
        Watching.Viewer other = world.join(BOARD, "");
        // the read for the first viewer has run in the core, its answer is still under way
        world.sale("cy", 99);
        Watching.Viewer viewer = world.join(BOARD, "");
        while (viewer.seen.isEmpty()) {
            world.step();
            if (world.tasks.isEmpty()) {
                world.turn();
            }
        }

        assertThat(viewer.seen.get(0).rows().get(0).key()).isEqualTo("distributor-rep:cy");
        assertThat(other.types).contains("snapshot");
    }
}
