/** Files as the stores need them: zeros ahead of the end, forced by a channel of their own, read back through a window. */
package io.tidemark.journal.disk;
