package org.mosexporter.receive;

/**
 * What makes a request this one and no other, each time it is sent: of where it came from, branch,
 * Call-ID and CSeq (RFC 3261 §17.2.3). What an answer must make up follows from it, so that the
 * same request has the same answer and none needs to be kept.
 */
record RequestIdentity(long fingerprint, String tag, String entityTag) {}
