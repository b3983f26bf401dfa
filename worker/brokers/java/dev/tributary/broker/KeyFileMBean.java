package dev.tributary.broker;

/** What the worker asks over JMX: how many keys are in force, and why none is (empty when all is well). */
public interface KeyFileMBean {
    int getKeys();

    String getError();
}
