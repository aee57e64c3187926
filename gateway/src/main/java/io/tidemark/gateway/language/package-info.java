/**
 * Texts that people write: the positioned tree under YAML and JSON alike, the problems found in it, and the reader and
 * checker of programs. A reader never stops at the first problem; every problem says where it stands and what would be
 * right.
 *
 * <p>{@link io.tidemark.gateway.language.SourceReader} makes the tree, {@link
 * io.tidemark.gateway.language.MappingReader} reads one mapping of it key by key, {@link
 * io.tidemark.gateway.language.Problems} collects what is wrong.
 */
package io.tidemark.gateway.language;
