package org.mosexporter.simulator.office;

import java.util.List;

/**
 * A make of phone as it comes from the factory.
 *
 * @param userAgent with the firmware's place marked by {@code *}
 * @param extendedReports whether its RTCP has VoIP metrics
 * @param publishes whether it sends reports at the end of calls
 */
public record Model(
    String name,
    String userAgent,
    List<String> firmware,
    Buffer buffer,
    boolean extendedReports,
    boolean publishes) {

  /** Those that offices choose from. */
  public static final List<Model> DESK =
      List.of(
          new Model(
              "SIP-T46U",
              "Yealink SIP-T46U *",
              List.of("108.86.0.20", "108.85.0.39"),
              Buffer.adaptive(40, 300),
              true,
              true),
          new Model(
              "VVX_450",
              "PolycomVVX-VVX_450-UA/*",
              List.of("6.4.3.5814", "5.9.5.3182"),
              Buffer.adaptive(30, 200),
              true,
              true),
          new Model(
              "D785",
              "snomD785/*",
              List.of("10.1.84.12", "10.1.64.14"),
              Buffer.adaptive(40, 200),
              true,
              false),
          new Model(
              "GXP2170",
              "Grandstream GXP2170 *",
              List.of("1.0.11.57", "1.0.9.135"),
              Buffer.adaptive(50, 300),
              true,
              false),
          new Model(
              "X4U",
              "Fanvil X4U *",
              List.of("2.12.7.6", "2.4.10"),
              Buffer.fixed(80),
              false,
              false));

  /** Over the air, from home and on the road. */
  static final Model SOFTPHONE =
      new Model(
          "LinphoneDesktop",
          "LinphoneDesktop/* (belle-sip/5.1.60)",
          List.of("5.1.2", "5.0.8"),
          Buffer.adaptive(60, 400),
          true,
          false);
}
