"""Reads COUNT messages of a topic from its beginning with confluent-kafka and checks each against the ORDERS template.

Usage: orders_check.py BOOTSTRAP KEY TOPIC COUNT, the secret on standard input. Prints {"read", "problems"}. Exit code 3: refused.
"""
import json
import re
import sys
import time

from confluent_kafka import Consumer, KafkaError

bootstrap, key, topic, count = sys.argv[1:5]
secret = sys.stdin.readline().strip()
wanted = int(count)
refused = []


def on_error(error):
    if error.code() in (KafkaError._AUTHENTICATION, KafkaError.SASL_AUTHENTICATION_FAILED):
        refused.append(str(error))


def problems_of(message):
    order = json.loads(message.value())
    address = order.get("address", {})
    checks = {
        "fields": list(order) == ["ordertime", "orderid", "itemid", "orderunits", "address"],
        "address fields": list(address) == ["city", "state", "zipcode"],
        "ordertime": type(order["ordertime"]) is int and 1487715775521 <= order["ordertime"] < 1519273364600,
        "orderid": type(order["orderid"]) is int and order["orderid"] >= 0,
        "key": message.key() is not None and message.key().decode() == str(order["orderid"]),
        "itemid": re.fullmatch(r"Item_[1-9][0-9]{0,2}", order["itemid"]) is not None,
        "orderunits": isinstance(order["orderunits"], (int, float)) and 0.1 <= order["orderunits"] < 10,
        "city": re.fullmatch(r"City_[1-9]{0,2}", address["city"]) is not None,
        "state": re.fullmatch(r"State_[1-9]{0,2}", address["state"]) is not None,
        "zipcode": type(address["zipcode"]) is int and 10000 <= address["zipcode"] < 99999,
    }
    return [f"{name}: {message.value().decode()}" for name, is_right in checks.items() if not is_right]


consumer = Consumer(
    {
        "bootstrap.servers": bootstrap,
        "security.protocol": "SASL_PLAINTEXT",
        "sasl.mechanisms": "PLAIN",
        "sasl.username": key,
        "sasl.password": secret,
        "group.id": f"orders-check-{time.time()}",
        "auto.offset.reset": "earliest",
        "error_cb": on_error,
    }
)
consumer.subscribe([topic])
problems, ids = [], []
deadline = time.time() + 30
while len(ids) < wanted and time.time() < deadline and not refused:
    message = consumer.poll(0.2)
    if message is None or message.error() is not None:
        continue
    problems += problems_of(message)
    ids.append(json.loads(message.value())["orderid"])
if refused:
    print(refused[0], file=sys.stderr)
    sys.exit(3)
if len(set(ids)) != len(ids):
    problems.append("an orderid came twice")
print(json.dumps({"read": len(ids), "problems": problems}))
