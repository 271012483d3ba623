package org.mosexporter.call;

import java.util.List;

/**
 * What somebody told of a call whose record is already written.
 *
 * @param revision of the record with this in it
 */
public record LateReport(RecordId record, int revision, List<PhoneVerdict> verdicts) {
  public LateReport {
    verdicts = List.copyOf(verdicts);
  }
}
