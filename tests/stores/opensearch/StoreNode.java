import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;

/** An OpenSearch of one node, without security, for tests: StoreNode PORT FOLDER. */
public final class StoreNode extends Node {
  @SuppressWarnings("unchecked")
  private StoreNode(Environment environment) throws ClassNotFoundException {
    super(environment, (Collection) List.of(http()), false);
  }

  /** The plugin that serves HTTP: OpenSearch 2 takes its class, 3 a description of it. */
  private static Object http() throws ClassNotFoundException {
    if (Version.CURRENT.major < 3) {
      return Class.forName("org.opensearch.transport.Netty4Plugin");
    }
    String type = "org.opensearch.transport.Netty4ModulePlugin";
    return new PluginInfo("http", "HTTP", "1", Version.CURRENT, "21", type, null, List.of(), false);
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
    node.start();
    // The node's own threads are daemons.
    Thread.currentThread().join();
  }
}
