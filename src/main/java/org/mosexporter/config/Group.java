package org.mosexporter.config;

import java.util.regex.Pattern;

/**
 * Users that are looked at together.
 *
 * @param users matches the whole user part of a SIP address
 */
public record Group(String name, Pattern users) {}
