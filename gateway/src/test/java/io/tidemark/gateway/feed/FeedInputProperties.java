package io.tidemark.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However a connection's bytes are cut by the reads, the messages are those that were sent. */
class FeedInputProperties {
    @Property(tries = 300)
    void shouldGiveMessagesAsTheyWereSent(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 40_000) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 100_000) int most,
            @ForAll Random random) {
        List<byte[]> sent = new ArrayList<>();
        ByteBuf wire = Unpooled.buffer();
        for (int length : lengths) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            sent.add(message);
            wire.writeIntLE(length).writeBytes(message);
        }
        FeedInput input = new FeedInput();
        List<byte[]> taken = new ArrayList<>();
        while (wire.isReadable()) {
            input.add(wire.readSlice(Math.min(wire.readableBytes(), 1 + random.nextInt(most))));
            while (input.readable() >= 4 && input.readable() >= 4 + input.length()) {
                byte[] message = new byte[(int) input.length()];
                input.buffer().getBytes(input.from() + 4, message);
                taken.add(message);
                input.skip(4 + message.length);
            }
        }
        assertThat(taken).usingElementComparator(java.util.Arrays::compare).containsExactlyElementsOf(sent);
        assertThat(input.readable()).isZero();
    }
}
