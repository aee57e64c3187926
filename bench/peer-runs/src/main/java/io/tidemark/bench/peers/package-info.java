/**
 * R1 on other systems, run in turn with Tidemark in one process and compared as ratios. Every contender computes the same
 * function of the same facts — duplicates, returns pro rata, points by category, the accelerator over the volume, tiers, four
 * boards, a rank read per hundred transactions — and its answer is compared before a figure is printed. Each gets the form that
 * suits it best: facts as objects for those in this process, requests encoded before the clock starts for servers.
 */
package io.tidemark.bench.peers;
