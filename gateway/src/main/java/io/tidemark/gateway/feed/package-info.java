/**
 * The binary feed: activities over TCP, a frame per batch, acknowledged once durable and applied. The protocol is
 * {@code sbe/feed.xml}; {@link io.tidemark.gateway.feed.FeedSession} speaks it and knows no network,
 * {@link io.tidemark.gateway.feed.FeedServer} brings it the bytes, {@link io.tidemark.gateway.feed.FeedClient} is the other end.
 *
 * <p>What a client sends is checked whole before it is taken ({@link io.tidemark.engine.ActivityFrameCheck}): a hostile one can
 * send wrong facts under its token, not damage the core.
 */
package io.tidemark.gateway.feed;
