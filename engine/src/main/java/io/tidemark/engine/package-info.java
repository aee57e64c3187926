/** The deterministic scoring core: frames in, outcomes out, standings on request. One thread; no clock, no files, no network. */
package io.tidemark.engine;
