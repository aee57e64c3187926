package io.tidemark.engine.closing;

import io.tidemark.engine.program.ProgramInstance;
import java.util.List;

/** The running instances of one program: each shows the periods for which its version holds. Core thread only. */
public interface InstanceSource {
    List<ProgramInstance> instances();

    /** Those, and the one that is being filled. */
    List<ProgramInstance> all();

    /** The instance that shows the period of a day, or null. */
    ProgramInstance showing(int day);
}
