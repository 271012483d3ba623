package org.mosexporter.load;

import java.util.regex.Pattern;

/** Checks texts such as "Mon-Fri 08:00-18:00"; several parts stand behind commas. */
public final class OfficeHours {
  private static final String DAY = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
  private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";
  private static final Pattern PART =
      Pattern.compile(DAY + "(-" + DAY + ")? " + TIME + "-(" + TIME + "|24:00)");

  /** The text itself; of a wrong one the exception says how to write it. */
  public static String checked(String text) {
    for (String part : text.split(",", -1)) {
      if (!PART.matcher(part.strip()).matches()) {
        throw new IllegalArgumentException("write it as Mon-Fri 08:00-18:00, Sat 09:00-12:00");
      }
    }
    return text;
  }

  private OfficeHours() {}
}
