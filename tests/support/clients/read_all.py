"""Reads COUNT messages of a topic from its beginning with confluent-kafka or kafka-python and prints the values.

Usage: read_all.py LIBRARY BOOTSTRAP KEY TOPIC COUNT MECHANISM [CA], the secret on standard input. With the file of a CA over
TLS, the host name verified; confluent only. Exit code 3: refused, 4: no TLS connection.
"""
import sys
import time

library, bootstrap, key, topic, count, mechanism = sys.argv[1:7]
ca = sys.argv[7] if len(sys.argv) > 7 else None
secret = sys.stdin.readline().strip()
wanted = int(count)
deadline = time.time() + 15


def with_confluent():
    from confluent_kafka import Consumer, KafkaError

    refused = []
    untrusted = []
    tls = {"ssl.ca.location": ca, "ssl.endpoint.identification.algorithm": "https"} if ca else {}

    def on_error(error):
        if error.code() in (KafkaError._AUTHENTICATION, KafkaError.SASL_AUTHENTICATION_FAILED):
            refused.append(str(error))
        if error.code() == KafkaError._SSL:
            untrusted.append(str(error))

    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "security.protocol": "SASL_SSL" if ca else "SASL_PLAINTEXT",
            **tls,
            "sasl.mechanisms": mechanism,
            "sasl.username": key,
            "sasl.password": secret,
            "group.id": f"read-all-{key}-{time.time_ns()}",
            "auto.offset.reset": "earliest",
            "error_cb": on_error,
        }
    )
    consumer.subscribe([topic])
    values = []
    while len(values) < wanted and time.time() < deadline and not refused and not untrusted:
        message = consumer.poll(0.2)
        if message is not None and message.error() is None:
            values.append(message.value())
    if refused:
        print(refused[0], file=sys.stderr)
        sys.exit(3)
    if untrusted:
        print(untrusted[0], file=sys.stderr)
        sys.exit(4)
    return values


def with_kafka_python():
    from kafka import KafkaConsumer
    from kafka import errors

    try:
        consumer = KafkaConsumer(
            topic,
            bootstrap_servers=bootstrap,
            security_protocol="SASL_PLAINTEXT",
            sasl_mechanism=mechanism,
            sasl_plain_username=key,
            sasl_plain_password=secret,
            group_id=f"read-all-{key}",
            auto_offset_reset="earliest",
            consumer_timeout_ms=10000,
            bootstrap_timeout_ms=3000,
        )
        values = []
        for message in consumer:
            values.append(message.value)
            if len(values) >= wanted:
                break
        return values
    except (errors.SaslAuthenticationFailedError, errors.KafkaConnectionError, errors.NoBrokersAvailable) as error:
        print(repr(error), file=sys.stderr)
        sys.exit(3)


for value in with_confluent() if library == "confluent" else with_kafka_python():
    print(value.decode())
