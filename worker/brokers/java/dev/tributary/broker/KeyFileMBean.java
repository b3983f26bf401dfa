package dev.tributary.broker;

/** What the worker asks over JMX: which keys are in force, and why none is (empty when all is well). */
public interface KeyFileMBean {
    int getKeys();

    /** The digest at the end of the file that is in force; empty when none is. */
    String getDigest();

    String getError();
}
