package org.mosexporter.wire.cmr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines written by hand, with the columns that CUCM's administration guide lists. */
class CmrReaderTest {
  private static final String COLUMNS =
      "\"cdrRecordType\",\"globalCallID_callManagerId\",\"globalCallID_callId\",\"nodeId\","
          + "\"directoryNum\",\"callIdentifier\",\"dateTimeStamp\",\"numberPacketsSent\","
          + "\"numberOctetsSent\",\"numberPacketsReceived\",\"numberOctetsReceived\","
          + "\"numberPacketsLost\",\"jitter\",\"latency\",\"pkid\",\"directoryNumPartition\","
          + "\"globalCallId_ClusterID\",\"deviceName\",\"varVQMetrics\",\"duration\"";
  private static final String TYPES =
      "INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50),INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,"
          + "INTEGER,INTEGER,INTEGER,UNIQUEIDENTIFIER,VARCHAR(50),VARCHAR(50),VARCHAR(129),"
          + "VARCHAR(600),INTEGER";
  private static final String PHONE =
      "2,1,4711,1,\"1010\",25,1772452860,3000,480000,2970,475200,30,7,12,\"a-b-c\",\"\",\"office\","
          + "\"SEP001A2B3C4D5E\",\"MLQK=4.1250;MLQKav=4.2;CCR=0.0125;ICR=0;CS=3;SCS=1;"
          + "VoRxCodec=G.711;VoPktDis=5;MOScq=3.9\",60";

  private static CmrReader reader(String more) {
    return CmrReader.of(COLUMNS + more).orElseThrow();
  }

  @Test
  void readsWhatAPhoneCounted() {
    CallManagement record = reader("").read(PHONE).orElseThrow();
    CallManagement expected =
        new CallManagement(
            "office/1/4711",
            "1010",
            "SEP001A2B3C4D5E",
            "001a2b3c4d5e",
            "",
            "",
            OptionalLong.of(1_772_452_860L),
            OptionalLong.of(60),
            OptionalLong.of(3_000),
            OptionalLong.of(2_970),
            OptionalLong.of(30),
            OptionalLong.of(5),
            OptionalDouble.of(7),
            OptionalDouble.of(12),
            OptionalDouble.of(4.125),
            OptionalDouble.of(3.9),
            OptionalDouble.of(0.0125),
            OptionalLong.of(3),
            OptionalLong.of(1),
            "G.711");
    assertEquals(expected, record);
  }

  @Test
  void aTrunkHasNoMacAndMayLeaveMuchOut() {
    CallManagement record =
        reader("")
            .read("2,1,4711,1,\"\",26,1772452860,,,,,0, 3 ,,,\"\",\"office\",\"trunk \"\"b\"\"\"")
            .orElseThrow();
    assertEquals("trunk \"b\"", record.deviceName());
    assertEquals("", record.mac());
    assertEquals(OptionalDouble.of(3), record.jitterMs());
    assertEquals(OptionalLong.of(0), record.lost());
    assertEquals(OptionalLong.empty(), record.packetsReceived());
    assertEquals(OptionalDouble.empty(), record.mosLq());
  }

  @Test
  void readsTheSessionIdsOfNewerReleases() {
    String ids = ",\"AB30317f1a784dc48ff824d0d3715d86\",\"47755a9de7794ba387653f2099600ef2\"";
    CallManagement record =
        reader(",\"localSessionID\",\"remoteSessionID\"").read(PHONE + ids).orElseThrow();
    assertEquals("ab30317f1a784dc48ff824d0d3715d86", record.localSessionId());
    assertEquals("47755a9de7794ba387653f2099600ef2", record.remoteSessionId());
  }

  @Test
  void theSecondLineIsNoRecord() {
    assertTrue(reader("").isTypes(TYPES));
    assertFalse(reader("").isTypes(PHONE));
    assertEquals(Optional.empty(), reader("").read(TYPES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"",
        "2,1,\"4711",
        "2,1,\"4711\"x,1",
        "1,1,4711,1",
        "2,1,,1",
        "2,1,4711,1,,,,,,,,,,,,,,,,,,,,,,,,,,"
      })
  void whatIsNoRecordIsNone(String line) {
    assertEquals(Optional.empty(), reader("").read(line));
  }

  @Test
  void figuresThatAreNoneAreAbsent() {
    String odd = "2,1,4711,1,\"10\u001b10\",25,soon,-1,1e9,NaN,,99999999999999999999,0x7,1.2.3";
    CallManagement record = reader("").read(odd).orElseThrow();
    assertEquals("1010", record.directoryNumber());
    assertEquals(OptionalLong.empty(), record.hungUpSeconds());
    assertEquals(OptionalLong.empty(), record.packetsSent());
    assertEquals(OptionalLong.empty(), record.lost());
    assertEquals(OptionalDouble.empty(), record.jitterMs());
    assertEquals(OptionalDouble.empty(), record.latencyMs());
  }

  /** Details of calls, which CUCM puts beside them, and other files. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "INTEGER",
        "\"cdrRecordType\",\"origDeviceName\"",
        "\"cdrRecordType\",\"globalCallID_callId"
      })
  void otherFilesAreNone(String header) {
    assertEquals(Optional.empty(), CmrReader.of(header));
  }
}
