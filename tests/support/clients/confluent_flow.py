"""Produces and consumes with confluent-kafka until the broker refuses; prints one JSON line per event.

Usage: confluent_flow.py BOOTSTRAP KEY SECRET TOPIC MECHANISM, the secret on standard input.
"""
import json
import sys
import threading
import time

from confluent_kafka import Consumer, KafkaException, Producer

bootstrap, key, topic, mechanism = sys.argv[1:5]
secret = sys.stdin.readline().strip()
common = {
    "bootstrap.servers": bootstrap,
    "security.protocol": "SASL_PLAINTEXT",
    "sasl.mechanisms": mechanism,
    "sasl.username": key,
    "sasl.password": secret,
}
lock = threading.Lock()


def say(**event):
    with lock:
        print(json.dumps({"at": time.time(), **event}), flush=True)


stop_at = time.time() + 60


def produce():
    producer = Producer({**common, "message.timeout.ms": 3000, "linger.ms": 5})
    sent = 0

    def delivered(error, _message):
        nonlocal sent
        if error is not None:
            say(event="produce-refused", reason=str(error))
        else:
            sent += 1
            if sent % 20 == 0:
                say(event="produced", count=sent)

    while time.time() < stop_at:
        try:
            producer.produce(topic, value=b"x" * 100, on_delivery=delivered)
        except KafkaException as error:
            say(event="produce-refused", reason=str(error))
        producer.poll(0.02)


def consume():
    consumer = Consumer({**common, "group.id": f"flow-{mechanism}", "auto.offset.reset": "latest"})
    consumer.subscribe([topic])
    seen = 0
    while time.time() < stop_at:
        try:
            message = consumer.poll(0.5)
        except KafkaException as error:
            say(event="consume-refused", reason=str(error))
            continue
        if message is None:
            continue
        if message.error() is not None:
            say(event="consume-refused", reason=str(message.error()))
            continue
        seen += 1
        if seen % 20 == 0:
            say(event="consumed", count=seen)


threading.Thread(target=produce, daemon=True).start()
consume()
