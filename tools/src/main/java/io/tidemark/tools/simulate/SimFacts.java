package io.tidemark.tools.simulate;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.program.Program;
import java.util.List;

/**
 * What is sent in one simulation. What people see of it must not depend on the order in which it comes, nor on how often.
 *
 * @param today epoch day on which all of it may be received
 */
public record SimFacts(
        List<Program> programs,
        List<ParticipantRow> participants,
        List<ProductRow> products,
        List<Activity> activities,
        int today) {}
