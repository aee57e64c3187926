package io.tidemark.gateway.command;

import io.tidemark.engine.outcome.Verdict;

/**
 * What became of a command that was applied.
 *
 * @param sequence of its last frame's last command
 * @param commands how many it came to
 * @param refused how many of them were refused
 * @param worst the verdict of the last that was refused, else {@link Verdict#ACCEPTED}
 */
public record Done(long sequence, int commands, int refused, Verdict worst) {
    static final Done NOTHING = new Done(0, 0, 0, Verdict.ACCEPTED);

    public boolean isAccepted() {
        return refused == 0;
    }
}
