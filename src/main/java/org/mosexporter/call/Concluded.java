package org.mosexporter.call;

/** Something that was concluded of calls, by a stage behind this one; it says what. */
public interface Concluded {}
