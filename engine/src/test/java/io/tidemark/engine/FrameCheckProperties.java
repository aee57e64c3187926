package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import io.tidemark.engine.naive.Scenarios;
import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.ActivitiesDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.DefinitionsDecoder;
import io.tidemark.engine.sbe.ActivityFrameDecoder.RolesDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.store.TextHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;

/** A stranger's frame is taken where the writer could have written it, and only there. */
class FrameCheckProperties {
    private static final int BLOCK = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int GROUPS = BLOCK + ActivityFrameDecoder.BLOCK_LENGTH;

    private final ActivityFrameCheck check = new ActivityFrameCheck();

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.scenarios(Options.IN_ORDER);
    }

    private static List<byte[]> activityFrames(Scenario scenario, int frameSize) {
        return new FrameScript(scenario.today())
                .facts(scenario.facts(), frameSize).frames().stream()
                        .filter(frame -> u16(frame, 2) == ActivityFrameDecoder.TEMPLATE_ID)
                        .toList();
    }

    private static int u16(byte[] frame, int at) {
        return new UnsafeBuffer(frame).getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /** The same wherever the frame lies: alone in an array, within a larger one, outside the heap. */
    private String problem(byte[] frame) {
        String problem = check.problem(new UnsafeBuffer(frame), 0, frame.length);
        byte[] around = new byte[frame.length + 64];
        java.util.Arrays.fill(around, (byte) 'x');
        System.arraycopy(frame, 0, around, 13, frame.length);
        assertThat(check.problem(new UnsafeBuffer(around, 5, frame.length + 20), 8, frame.length))
                .isEqualTo(problem);
        UnsafeBuffer outside = new UnsafeBuffer(ByteBuffer.allocateDirect(frame.length + 9));
        outside.putBytes(9, frame);
        assertThat(check.problem(outside, 9, frame.length)).isEqualTo(problem);
        return problem;
    }

    @Property
    void shouldHashAsTheFramesDo(
            @ForAll byte[] text, @ForAll long seed, @ForAll @IntRange(min = 7, max = 40) int before) {
        byte[] bytes = new byte[before + text.length];
        java.util.Arrays.fill(bytes, (byte) -1);
        System.arraycopy(text, 0, bytes, before, text.length);
        UnsafeBuffer buffer = new UnsafeBuffer(text);
        assertThat(TextBytes.hash(bytes, before, text.length)).isEqualTo(TextHash.of(buffer, 0, text.length));
        assertThat(TextBytes.hash(seed, bytes, before, text.length))
                .isEqualTo(TextHash.of(seed, buffer, 0, text.length));
    }

    @Property
    void shouldKnowAscii(@ForAll byte[] bytes, @ForAll @IntRange(min = 0, max = 20) int from) {
        int offset = Math.min(from, bytes.length);
        boolean ascii = true;
        for (int k = offset; k < bytes.length; k++) {
            ascii &= bytes[k] >= 0;
        }
        assertThat(TextBytes.isAscii(bytes, offset, bytes.length - offset)).isEqualTo(ascii);
        for (int k = 0; k < bytes.length; k++) {
            bytes[k] &= 0x7F;
        }
        assertThat(TextBytes.isAscii(bytes, offset, bytes.length - offset)).isTrue();
    }

    @Property(tries = 200)
    void shouldTakeWhatTheWriterWrote(
            @ForAll("scenarios") Scenario scenario, @ForAll @IntRange(min = 1, max = 256) int frameSize) {
        for (byte[] frame : activityFrames(scenario, frameSize)) {
            assertThat(problem(frame)).isNull();
        }
    }

    @Property(tries = 300)
    void shouldRefuseAFrameOfWhichAByteIsAnother(
            @ForAll("scenarios") Scenario scenario,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 40) int frameSize) {
        for (byte[] frame : activityFrames(scenario, frameSize)) {
            for (int k = 0; k < 30; k++) {
                byte[] other = frame.clone();
                int at = random.nextInt(frame.length);
                other[at] ^= (byte) (1 << random.nextInt(8));
                if (problem(other) == null) {
                    assertThat(maySayAnythingAt(frame, at)).as(place(frame, at)).isTrue();
                }
            }
        }
    }

    private static String place(byte[] frame, int at) {
        int definitions = u16(frame, GROUPS + 2);
        int activities = GROUPS + 4 + definitions * DefinitionsDecoder.sbeBlockLength() + 4;
        int count = u16(frame, activities - 2);
        int roles = activities + count * ActivitiesDecoder.sbeBlockLength();
        return "byte " + at + ", activities from " + activities + ", roles from " + roles;
    }

    /**
     * The stamp, which is overwritten; the version; a revision, which is no part of the content; what is reserved; where a text
     * stands, as long as the same text stands there; how long the rows of a group without any are.
     */
    private static boolean maySayAnythingAt(byte[] frame, int at) {
        if (at < GROUPS) {
            return at >= BLOCK || at >= MessageHeaderDecoder.versionEncodingOffset();
        }
        int definitions = u16(frame, GROUPS + 2);
        int activities = GROUPS + 4 + definitions * DefinitionsDecoder.sbeBlockLength() + 4;
        int within = (at - activities) % ActivitiesDecoder.sbeBlockLength();
        int count = u16(frame, activities - 2);
        boolean inActivity = at >= activities && at < activities + count * ActivitiesDecoder.sbeBlockLength();
        int roles = activities + count * ActivitiesDecoder.sbeBlockLength();
        int fields = roles + 4 + u16(frame, roles + 2) * RolesDecoder.sbeBlockLength();
        if (isOneOf(at, roles, 2) && u16(frame, roles + 2) == 0
                || isOneOf(at, fields, 2) && u16(frame, fields + 2) == 0) {
            return true;
        }
        boolean inDefinition = at < activities - 4 && at >= GROUPS + 4;
        int inRow = (at - GROUPS - 4) % DefinitionsDecoder.sbeBlockLength();
        return inDefinition && isOneOf(inRow, DefinitionsDecoder.textOffsetEncodingOffset(), 4)
                || inActivity
                        && (isOneOf(within, ActivitiesDecoder.revisionEncodingOffset(), 4)
                                || isOneOf(within, ActivitiesDecoder.idOffsetEncodingOffset(), 4)
                                || isOneOf(within, ActivitiesDecoder.reservedEncodingOffset(), 1));
    }

    private static boolean isOneOf(int at, int from, int count) {
        return at >= from && at < from + count;
    }

    @Property(tries = 200)
    void shouldNeverThrowOnBytesOfAStranger(@ForAll byte[] bytes, @ForAll("scenarios") Scenario scenario) {
        assertThat(problem(bytes)).isNotNull();
        for (byte[] frame : activityFrames(scenario, 20)) {
            byte[] cut = java.util.Arrays.copyOf(frame, frame.length * 2 / 3);
            assertThat(problem(cut)).isNotNull();
            System.arraycopy(bytes, 0, cut, GROUPS, Math.min(bytes.length, cut.length - GROUPS));
            assertThat(problem(cut)).isNotNull();
        }
    }
}
