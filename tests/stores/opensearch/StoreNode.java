import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/** An OpenSearch of one node, without security, for tests: StoreNode PORT FOLDER. */
public final class StoreNode extends Node {
  private StoreNode(Environment environment) {
    super(environment, List.of(Netty4Plugin.class), false);
  }

  public static void main(String[] arguments) throws Exception {
    String port = arguments[0];
    String home = Path.of(arguments[1]).toAbsolutePath().toString();
    Settings settings =
        Settings.builder()
            .put("path.home", home)
            .put("cluster.name", "seismolog-tests")
            .put("node.name", "one")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", port)
            .put("transport.port", "0")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "one");
    StoreNode node = new StoreNode(environment);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    node.close();
                  } catch (Exception error) {
                    throw new IllegalStateException(error);
                  }
                }));
    node.start();
    // The node's own threads are daemons.
    Thread.currentThread().join();
  }
}
