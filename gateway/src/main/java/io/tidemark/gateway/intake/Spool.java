package io.tidemark.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.tidemark.gateway.http.Flow;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.http.StreamHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a body to a file as it comes, a piece at a time; the sender waits for the disk. Files are read more than once, so
 * they must lie somewhere. Event loop only.
 */
final class Spool implements StreamHandler.Body {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    /** Looks at the first bytes. */
    interface Check {
        void check(byte[] head) throws HttpProblem;
    }

    /** What to do with the whole file. It belongs to whoever this is, who deletes it. */
    interface Whole {
        void file(Path path, long bytes) throws HttpProblem;
    }

    private static final int HEAD = 8;

    private final Path path;
    private final AsynchronousFileChannel file;
    private final Responder responder;
    private final Flow flow;
    private final Check check;
    private final Whole whole;
    private boolean checked;
    private byte[] head = {};
    private long position;
    private boolean writing;
    private boolean ended;
    private boolean handedOn;
    private boolean stays;

    Spool(Path path, Responder responder, Flow flow, Check check, Whole whole) throws HttpProblem {
        this(path, responder, flow, check, whole, StandardOpenOption.CREATE_NEW);
    }

    private Spool(Path path, Responder responder, Flow flow, Check check, Whole whole, StandardOpenOption how)
            throws HttpProblem {
        this.path = path;
        this.responder = responder;
        this.flow = flow;
        this.check = check;
        this.whole = whole;
        try {
            Files.createDirectories(path.getParent());
            this.file = AsynchronousFileChannel.open(path, StandardOpenOption.WRITE, how);
        } catch (IOException failed) {
            throw noRoom(failed);
        }
        responder.whenOver(this::over);
    }

    /** Goes on with a file that has so many bytes already; it stays, whatever becomes of the request. */
    static Spool goingOn(Path path, long from, Responder responder, Flow flow, Check check, Whole whole)
            throws HttpProblem {
        Spool spool = new Spool(path, responder, flow, check, whole, StandardOpenOption.CREATE);
        spool.position = from;
        spool.checked = from > 0;
        spool.stays = true;
        return spool;
    }

    private static HttpProblem noRoom(Throwable failed) {
        LOG.warn("an upload cannot be kept", failed);
        return new HttpProblem(507, "the file cannot be kept: is the server's disk full? — its log says more");
    }

    @Override
    public void piece(ByteBuf data) throws HttpProblem {
        byte[] bytes = new byte[data.readableBytes()];
        data.readBytes(bytes);
        check(bytes, false);
        flow.pause();
        writing = true;
        write(ByteBuffer.wrap(bytes));
    }

    private void check(byte[] bytes, boolean last) throws HttpProblem {
        if (checked) {
            return;
        }
        int take = Math.min(HEAD - head.length, bytes.length);
        byte[] more = java.util.Arrays.copyOf(head, head.length + take);
        System.arraycopy(bytes, 0, more, head.length, take);
        head = more;
        if (head.length == HEAD || last) {
            checked = true;
            check.check(head);
        }
    }

    private void write(ByteBuffer bytes) {
        file.write(bytes, position, bytes, new CompletionHandler<>() {
            @Override
            public void completed(Integer size, ByteBuffer rest) {
                responder.execute(() -> wrote(size, rest));
            }

            @Override
            public void failed(Throwable failure, ByteBuffer rest) {
                responder.execute(() -> notWritten(failure));
            }
        });
    }

    /** A sender that is gone closes the file under the piece that is being written: that is no matter of the disk. */
    private void notWritten(Throwable failure) {
        if (!responder.isDone()) {
            responder.fail(noRoom(failure));
        }
    }

    private void wrote(int size, ByteBuffer rest) {
        position += size;
        if (responder.isDone()) {
            return;
        }
        if (rest.hasRemaining()) {
            write(rest);
            return;
        }
        writing = false;
        if (ended) {
            finish();
        } else {
            flow.resume();
        }
    }

    @Override
    public void end() throws HttpProblem {
        check(new byte[0], true);
        ended = true;
        if (!writing) {
            finish();
        }
    }

    private void finish() {
        try {
            file.close();
            handedOn = true;
            whole.file(path, position);
        } catch (HttpProblem problem) {
            handedOn = false;
            responder.fail(problem);
        } catch (IOException failed) {
            handedOn = false;
            responder.fail(noRoom(failed));
        }
    }

    @Override
    public void aborted() {}

    /** The request is over: what nobody took is deleted. */
    private void over() {
        try {
            file.close();
            if (!handedOn && !stays) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failed) {
            LOG.warn("an upload could not be deleted", failed);
        }
    }
}
