package org.mosexporter.metrics;

import java.util.List;
import java.util.Optional;

/** docs/METRICS.md, written from the catalogue and a scrape that holds every family. */
final class MetricsPage {
  private static final String HEAD =
      """
      # Metrics

      Written by `ContractTest` from the code; change the code, then run it with `-Dgolden.update=true`.

      [QUERIES.md](QUERIES.md) has averages by each dimension.

      Base units throughout: seconds, bytes, ratios. `site` is the site of the network that the endpoint is in: scrape with
      `honor_labels: true` and set no `site` target label. `direction` is seen from the endpoint: what its user hears is
      `received`. `source` says who measured, and figures of different sources are never mixed: `measured` (RTP seen here),
      `rtcp`, `xr`, `phone`. MOS of different `scale`s are not comparable. What is not known has no sample.

      ## How many series

      At most `limits.endpoints` phones have series of their own, and all others are `endpoint="other"`
      ([decision 93](decisions/0093-phones-without-series.md)). A phone has, with *k* pairs of direction and source that tell of it (2 where its
      calls are measured, 4 where they are reported, too), *s* scales on which it was ever scored and *c* code points in each direction:

          1 + reporting sources + k × (4 + 6 × s) + 2 × c, and while it is in a call and 2 minutes after up to k × 10

      so 43 with one codec and one code point, measured only: 86,000 for 2,000 phones. `other` has k × (4 + 6 × s) + 2 × c per site. Within an hour at most 1.6 ×
      `limits.endpoints` phones make series. All of ours together are at most `limits.series` and 5 about the scrape; histograms may be a quarter of that. What exceeds it is left out and
      counted (`mos_exporter_series_folded_total`).

      Besides these there are `process_*` and `jvm_*` of the Prometheus client.
      """;

  static String text(String scrape) {
    StringBuilder page = new StringBuilder(HEAD);
    section(page, "Endpoints", EndpointFamilies.all(), scrape);
    section(page, "Intervals and calls", CallFamilies.all(), scrape);
    section(page, "Sites", SiteFamilies.all(), scrape);
    section(page, "Why it sounds bad, and what would help", ConclusionFamilies.all(), scrape);
    section(page, "Routers", RouterFamilies.all(), scrape);
    section(page, "Routers: traffic classes and queues", ClassFamilies.all(), scrape);
    section(page, "Routers: probes of paths", PathFamilies.all(), scrape);
    section(page, "The daemon about itself", SelfFamilies.all(), scrape);
    return page.toString();
  }

  private static void section(
      StringBuilder page, String title, List<Family> families, String scrape) {
    page.append("\n## ").append(title).append("\n");
    for (Family family : families) {
      page.append("\n### `").append(family.name()).append("`\n");
      page.append(family.help()).append("\n\n- type: ").append(family.kind().label());
      if (!family.unit().isEmpty()) {
        page.append("\n- unit: ").append(family.unit());
      }
      if (!family.labels().isEmpty()) {
        page.append("\n- labels: `").append(String.join("`, `", family.labels())).append("`");
      }
      page.append("\n- example: `").append(example(family, scrape)).append("`");
      page.append("\n- query: `").append(ExampleQuery.of(family)).append("`\n");
    }
  }

  private static String example(Family family, String scrape) {
    Optional<String> line =
        scrape.lines().filter(l -> l.matches(family.name() + "(_bucket)?[{ ].*")).findFirst();
    return line.orElseThrow(() -> new AssertionError("no sample of " + family.name()));
  }

  private MetricsPage() {}
}
