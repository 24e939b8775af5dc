package gemmalab.ui;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A network on which nothing arrives: Java asks it the way to every address, hears of a proxy that
 * does not answer, and the address is written down.
 */
final class WatchedNetwork extends ProxySelector implements AutoCloseable {

  private static final int NOBODY = 9; // the port of the discard service

  private final ProxySelector before = ProxySelector.getDefault();
  private final Queue<URI> asked = new ConcurrentLinkedQueue<>();

  static WatchedNetwork watch() {
    WatchedNetwork watched = new WatchedNetwork();
    ProxySelector.setDefault(watched);
    return watched;
  }

  /** Addresses that somebody wanted to reach. */
  List<URI> asked() {
    return List.copyOf(asked);
  }

  @Override
  public List<Proxy> select(URI address) {
    asked.add(address);
    Proxy.Type type = address.getScheme().startsWith("http") ? Proxy.Type.HTTP : Proxy.Type.SOCKS;
    return List.of(
        new Proxy(type, new InetSocketAddress(InetAddress.getLoopbackAddress(), NOBODY)));
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException why) {
    // as it should
  }

  @Override
  public void close() {
    ProxySelector.setDefault(before);
  }
}
