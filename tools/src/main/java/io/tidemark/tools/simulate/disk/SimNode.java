package io.tidemark.tools.simulate.disk;

import java.util.SplittableRandom;

/** A file or a folder. */
sealed interface SimNode permits SimFile, SimFolder {
    /** Only what was forced is left, and of the rest any part. */
    void losePower(SplittableRandom random);

    /** Pages that hold something. */
    long pages();
}
