package org.mosexporter.load;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where each key of a YAML text stands, which Commons Configuration does not keep. */
final class Lines {
  private static final int DEEPEST = 20;

  private final Map<String, Integer> lineByPath = new HashMap<>();

  /** Reads a text that is known to parse. */
  static Lines of(String yaml) {
    Lines lines = new Lines();
    Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
    if (root != null) {
      lines.add("", root, 0);
    }
    return lines;
  }

  /** The line of a path such as networks[1].cidr, counted from 1; 0 when it has none. */
  int of(Path path) {
    return lineByPath.getOrDefault(path.toString(), 0);
  }

  private void add(String path, Node node, int depth) {
    lineByPath.putIfAbsent(path, node.getStartMark().getLine() + 1);
    if (depth > DEEPEST) {
      return;
    }
    if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          String child = new Path(path).child(key.getValue()).toString();
          lineByPath.put(child, key.getStartMark().getLine() + 1);
          add(child, tuple.getValueNode(), depth + 1);
        }
      }
    } else if (node instanceof SequenceNode list) {
      for (int i = 0; i < list.getValue().size(); i++) {
        add(new Path(path).element(i).toString(), list.getValue().get(i), depth + 1);
      }
    }
  }

  /** The place of a value in the file, as people write it. */
  record Path(String text) {
    Path child(String key) {
      return new Path(text.isEmpty() ? key : text + "." + key);
    }

    Path element(int index) {
      return new Path(text + "[" + index + "]");
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
