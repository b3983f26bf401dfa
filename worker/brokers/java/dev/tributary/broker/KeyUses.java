package dev.tributary.broker;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers when each API key last sent a request. Noted for every request, so it costs one look into a map. */
public final class KeyUses implements KeyUsesMBean {
    private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);
    private static final long STEP_MS = 2_000;
    private static final long KEPT_MS = 24 * 3_600_000L;
    public static final KeyUses INSTANCE = new KeyUses();

    private final Map<String, Long> uses = new ConcurrentHashMap<>();

    private KeyUses() {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName("dev.tributary:type=KeyUses"));
        } catch (Exception e) {
            LOG.warn("When API keys were used is not visible over JMX", e);
        }
    }

    public void note(String key) {
        long now = System.currentTimeMillis();
        Long before = uses.get(key);
        if (before == null || now - before > STEP_MS) uses.put(key, now);
    }

    @Override
    public Map<String, Long> getLastUses() {
        long oldest = System.currentTimeMillis() - KEPT_MS;
        uses.values().removeIf(at -> at < oldest);
        return new HashMap<>(uses);
    }
}
