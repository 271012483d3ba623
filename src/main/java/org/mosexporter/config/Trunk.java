package org.mosexporter.config;

import java.util.List;

/** The link to a provider, known by the provider's addresses. */
public record Trunk(String name, List<Cidr> cidrs) {
  public Trunk {
    cidrs = List.copyOf(cidrs);
  }
}
