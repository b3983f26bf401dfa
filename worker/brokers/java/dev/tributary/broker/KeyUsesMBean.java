package dev.tributary.broker;

import java.util.Map;

/** What the worker asks over JMX: when each key was last used on this broker. */
public interface KeyUsesMBean {
    /** Milliseconds since 1970 by key, of the last day; a key that stays in use moves on every few seconds. */
    Map<String, Long> getLastUses();
}
