package org.mosexporter.web;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of {@code openapi.json} (OpenAPI 3.1: JSON Schema 2020-12), by a validator that is
 * not ours. A key that is not described counts as a fault, though clients must bear one.
 */
final class DescribedApi {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ObjectNode document;

  DescribedApi(byte[] openApi) {
    document = (ObjectNode) JSON.readTree(openApi);
    close(document);
  }

  /** Objects hold what is described and nothing else. */
  private static void close(JsonNode at) {
    if (at instanceof ObjectNode schema
        && schema.path("type").asString("").equals("object")
        && schema.has("properties")
        && !schema.has("additionalProperties")) {
      schema.put("unevaluatedProperties", false);
    }
    at.forEach(DescribedApi::close);
  }

  /** Faults of an answer to GET of that path; none when it is as described. */
  List<String> faults(String path, String answer) {
    String escaped = path.replace("~", "~0").replace("/", "~1"); // RFC 6901 §3
    return faultsOf(
        "/paths/" + escaped + "/get/responses/200/content/application~1json/schema", answer);
  }

  /** Faults of a value, by one of the named schemas. */
  List<String> faultsByName(String schema, String value) {
    return faultsOf("/components/schemas/" + schema, value);
  }

  private List<String> faultsOf(String pointer, String value) {
    if (document.at(pointer).isMissingNode()) {
      throw new AssertionError("not described: " + pointer);
    }
    ObjectNode root = document.deepCopy();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$ref", "#" + pointer.replace("{", "%7B").replace("}", "%7D"));
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(root);
    return schema.validate(value, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
