/**
 * A disk that can lose power, as a file system of Java's own: {@link io.tidemark.tools.simulate.disk.SimDisk}. What opens files by
 * their paths runs on it as it is. It keeps apart what was written and what was forced, of contents, lengths and names.
 */
package io.tidemark.tools.simulate.disk;
