/**
 * The command line. {@link io.tidemark.tools.cli.Tidemark} is the entry; a class per command holds its options;
 * {@code ScoreRun} reads files into a core in process; {@code ServeCommand} runs the service, {@code ServerClient} talks to one, {@code Asker} asks it, and a writer per format prints the
 * answers. Standard output carries answers only; everything about the run goes to standard error.
 */
package io.tidemark.tools.cli;
