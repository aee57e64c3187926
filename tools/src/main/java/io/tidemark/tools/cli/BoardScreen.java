package io.tidemark.tools.cli;

import io.tidemark.gateway.live.LiveMirror;

/** Where a board that moves is shown. One thread. */
interface BoardScreen {
    /** What is shown has changed. */
    void show(LiveMirror board);

    /** Something about the connection. */
    void say(String sentence);
}
