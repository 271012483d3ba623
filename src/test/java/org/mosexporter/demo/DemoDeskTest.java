package org.mosexporter.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ticket system that has a fault first and then is choosy. */
class DemoDeskTest {
  @Test
  void failsOnceAndThenRefusesEachFifth() throws IOException, InterruptedException {
    List<Integer> expected = new ArrayList<>(Collections.nCopies(12, 201));
    expected.set(0, 500);
    expected.set(5, 422);
    expected.set(10, 422);
    List<Integer> answered = new ArrayList<>();
    try (DemoDesk desk = DemoDesk.open();
        HttpClient client = HttpClient.newHttpClient()) {
      String url = desk.notifications().webhooks().getFirst().url().value();
      for (int i = 0; i < expected.size(); i++) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString("{\"event\": \"opened\"}"))
                .build();
        answered.add(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
      }
    }

    assertEquals(expected, answered);
  }
}
