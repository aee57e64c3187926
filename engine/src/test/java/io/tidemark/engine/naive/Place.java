package io.tidemark.engine.naive;

/** Names a standing: program, track, participant and period id. */
public record Place(String program, String track, Who who, String period) {}
