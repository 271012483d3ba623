package org.mosexporter.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mosexporter.quality.Json;
import picocli.CommandLine;

/** {@code mos-exporter explain} before a daemon that answers what it is told to. */
class ExplainCommandTest {
  private static final String CALL =
      """
      {"schema":1,"id":"0123456789abcdef0000000000000007","revision":1,"site":"berlin","call_id":"a1@pbx",\
      "from":"4930123@telco.example","to":"anna@office.example","trunk":"telco-a",\
      "start":"2026-07-01T12:00:00.000000Z","answer":"2026-07-01T12:00:05.000000Z","end":"2026-07-01T12:03:05.000000Z",\
      "result":"completed",\
      "one_way":[{"speaker":"203.0.113.5","listener":"10.1.20.31","since":"2026-07-01T12:01:00.000000Z","seconds":12.5}],\
      "witnesses":[],\
      "streams":[{"source":"203.0.113.5:4000","destination":"10.1.20.31:5000","ssrc":"0x00000001","codec":"G.711",\
      "payload_type":0,"start":"2026-07-01T12:00:05.000000Z","duration_seconds":180,"packets":8500,"expected":9000,\
      "lost":500,"discarded":20,"reordered":0,"duplicate":0,"burst_ratio":1,"dscp":{"EF":8500},\
      "scale":"narrowband","mos_lq":3.214,"mos_lq_worst":2.1,"r_lq":62.2,"lost_r":{"codec":0,"loss":18.2,"discard":1.3,"delay":3.14},\
      "unscored_seconds":{"gap":4.5},\
      "rtcp":{"reports":36,"lost":640,"fraction_lost_max":0.1,"mos_lq":2.98,"r_lq":58,"scale":"narrowband",\
      "lost_r":{"codec":0,"loss":22.4,"discard":1.5}}}],\
      "endpoints":[{"site":"berlin","address":"10.1.20.31","network":"phones","access":"wired","user":"anna","model":"VVX_450"}],\
      "findings":[{"cause":"queue_drops_in_voice_class","scope":{"kind":"class","name":"gw1/Gi0/0/1/VOICE","site":"berlin"},\
      "severity":"critical","confidence":0.93,"since":"2026-07-01T11:30:00.000000Z","evidence":[\
      {"text":"dropped by the class","value":0.0312,"unit":"ratio","source":"snmp"}],\
      "callers":14,"calls":37,"lost_r":21.4,"lost_mos":0.9,"fix":"Give it 2 Mbit/s.","gain_mos":0.21}]}
      """;

  private static final String FINDINGS =
      """
      {"at":"2026-07-01T12:10:00.000000Z","findings":[{"cause":"wifi","scope":{"kind":"access","name":"wifi","site":"berlin"},\
      "severity":"warning","confidence":0.8,"since":"2026-07-01T11:30:00.000000Z","evidence":[],"callers":3,"calls":9},\
      {"cause":"cannot_tell","scope":{"kind":"endpoint","name":"10.1.20.31","site":"berlin"},\
      "severity":"warning","confidence":0.6,"since":"2026-07-01T11:30:00.000000Z","evidence":[],"callers":1,"calls":2}],\
      "segments":[],"crossings":[],\
      "what_if":[{"site":"berlin","scale":"narrowband","scenario":"as_it_is","window":"hour","mos":3.512,"intervals":4320},\
      {"site":"berlin","scale":"narrowband","scenario":"as_it_is","window":"day","mos":3.9,"intervals":86400},\
      {"site":"berlin","scale":"narrowband","scenario":"no_queue_drops","window":"hour","mos":4.204,"intervals":4320},\
      {"site":"berlin","scale":"narrowband","scenario":"of_a_later_version","window":"hour","mos":4.3,"intervals":4320}]}
      """;

  private static final String ENDPOINTS =
      """
      {"endpoints":[{"site":"berlin","address":"10.1.20.31","network":"phones","access":"wired","user":"anna",\
      "vendor":"Poly","model":"VVX_450","firmware":"5.9.6","switch":"sw1","port":"Gi1/0/3","band":"fair"}]}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, String> answers = new HashMap<>();

  private int explain(String... arguments) throws IOException {
    HttpServer daemon =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    daemon.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          String answer = answers.get(exchange.getRequestURI().getRawPath());
          byte[] bytes =
              (answer == null
                      ? "{\"detail\":\"No such call, or none that is still kept.\"}"
                      : answer)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    daemon.start();
    try {
      List<String> all = new ArrayList<>(List.of("explain"));
      all.addAll(List.of(arguments));
      all.add("--url=http://127.0.0.1:" + daemon.getAddress().getPort());
      CommandLine line = Main.commandLine();
      line.setOut(new PrintWriter(out));
      line.setErr(new PrintWriter(err));
      return line.execute(all.toArray(String[]::new));
    } finally {
      daemon.stop(0);
    }
  }

  @Test
  void saysOfACallWhatWasLostWhereWhyAndWhatWouldHelp() throws IOException {
    answers.put("/api/v1/calls/a1%40pbx", CALL);
    answers.put("/api/v1/findings", FINDINGS);

    assertEquals(0, explain("a1@pbx"), err.toString());
    assertEquals(List.of("/api/v1/calls/a1%40pbx", "/api/v1/findings?site=berlin"), asked);
    assertEquals(
        """
        Call 0123456789abcdef0000000000000007 of 4930123@telco.example to anna@office.example
          2026-07-01T12:00:00Z, 180 s, completed, site berlin, trunk telco-a, Call-ID a1@pbx
          10.1.20.31 (anna VVX_450) heard nothing of 203.0.113.5 for 12.5 s

        203.0.113.5 to 10.1.20.31 (anna VVX_450), G.711
          seen here: MOS 3.21 narrowband, worst interval 2.10; points of R lost: codec 0.0, loss 18.2,
            discard 1.3, delay 3.1
          its receiver, RTCP: MOS 2.98 narrowband; points of R lost: codec 0.0, loss 22.4, discard 1.5,
            delay unknown
          of loss and discard, before the capture point 19.5 points of R, behind it 4.4
          without a score: gap 4.5 s

        Findings that concern it, worst first
        CRITICAL  queue drops in the voice class: class gw1/Gi0/0/1/VOICE
          14 phones, 37 calls, costs 0.90 MOS; since 2026-07-01 11:30:00 UTC; confidence 93 %
          - dropped by the class: 3.12 % (snmp)
          To do: Give it 2 Mbit/s. (brings the site's calls 0.21 MOS, mean)

        What would help: mean MOS of the site, as it is, and had one thing been otherwise
          berlin, narrowband: as it is 3.51 (last hour), 3.90 (last day)
          berlin, narrowband: the voice queue drops nothing 4.20 (last hour)
        """,
        out.toString());
  }

  /** The call twice: streams are counted, and what their receiver told goes before what we saw. */
  @Test
  void saysOfAPhoneHowItsLastCallsWereHeard() throws IOException {
    answers.put("/api/v1/endpoints", ENDPOINTS);
    String second =
        CALL.strip()
            .replace("000007", "000008")
            .replaceAll(",\"rtcp\":.*?\\}\\}", "")
            .replace("2026-07-01T12:", "2026-07-01T10:");
    answers.put("/api/v1/calls", "{\"calls\":[" + CALL.strip() + "," + second + "]}");
    answers.put("/api/v1/findings", FINDINGS);

    assertEquals(0, explain("10.1.20.31"), err.toString());
    assertEquals(
        List.of(
            "/api/v1/endpoints?address=10.1.20.31",
            "/api/v1/calls?limit=20&address=10.1.20.31",
            "/api/v1/findings?site=berlin"),
        asked);
    // MOS (2.98 + 3.214) / 2; loss (22.4 + 18.2) / 2; discard (1.5 + 1.3) / 2; of delay one is
    // known
    assertEquals(
        """
        Phone 10.1.20.31: anna, Poly VVX_450 5.9.6, network phones, wired, site berlin, port sw1/Gi1/0/3

        Its last 2 calls, since 2026-07-01T10:00:00Z
          hears, narrowband: 2 streams, MOS 3.10, worst 2.98; points of R lost: codec 0.0, loss 20.3,
            discard 1.4, delay 3.1

        Findings that concern it, worst first
        WARNING  something is wrong, and what was seen does not say what: phone 10.1.20.31
          1 phone, 2 calls; since 2026-07-01 11:30:00 UTC; confidence 60 %

        What would help: mean MOS of the site, as it is, and had one thing been otherwise
          berlin, narrowband: as it is 3.51 (last hour), 3.90 (last day)
          berlin, narrowband: the voice queue drops nothing 4.20 (last hour)
        """,
        out.toString());
  }

  @Test
  void writesJson() throws IOException {
    answers.put("/api/v1/calls/0123456789abcdef0000000000000007", CALL);
    answers.put("/api/v1/endpoints", ENDPOINTS);
    answers.put("/api/v1/calls", "{\"calls\":[" + CALL.strip() + "],\"next\":\"x\"}");
    answers.put("/api/v1/findings", FINDINGS);

    assertEquals(0, explain("0123456789abcdef0000000000000007", "--format=json"), err.toString());
    Map<?, ?> call = (Map<?, ?>) Json.parse(out.toString());
    assertEquals(Map.of("call", Json.parse(CALL), "concluded", Json.parse(FINDINGS)), call);

    out.getBuffer().setLength(0);
    assertEquals(0, explain("10.1.20.31", "--format=json"), err.toString());
    Map<?, ?> phone = (Map<?, ?>) Json.parse(out.toString());
    assertEquals(List.of(Json.parse(CALL)), phone.get("calls"));
    assertEquals(((Map<?, ?>) Json.parse(ENDPOINTS)).get("endpoints"), phone.get("endpoints"));
    assertEquals(Json.parse(FINDINGS), phone.get("concluded"));
  }

  @Test
  void saysThatNothingIsKnown() throws IOException {
    assertEquals(1, explain("nobody's call"));
    assertEquals(List.of("/api/v1/calls/nobody%27s%20call"), asked);
    assertTrue(
        err.toString().contains("No such call, or none that is still kept."), err.toString());

    answers.put("/api/v1/endpoints", "{\"endpoints\":[]}");
    answers.put("/api/v1/calls", "{\"calls\":[]}");
    assertEquals(1, explain("192.0.2.9"));
    assertTrue(err.toString().contains("knows no phone and no call of 192.0.2.9"), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void saysThatAnAnswerIsNone() throws IOException {
    answers.put("/api/v1/calls/x", "{\"result\":7}");

    assertEquals(1, explain("x"));
    assertTrue(err.toString().contains("no record of a call"), err.toString());
  }
}
