"""Does what it is told on standard input with confluent-kafka and its Schema Registry client: one JSON step per line, one
JSON answer per line. The first line says where: {"bootstrap", "topics", "kafka": {"key", "secret"}, "registry": {"url", "key",
"secret"}}.
registry_client.mjs beside npm's client takes the same steps.
"""
import base64
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from confluent_kafka import OFFSET_BEGINNING, Consumer, Producer, TopicPartition
from confluent_kafka.schema_registry import (
    Schema,
    SchemaReference,
    SchemaRegistryClient,
    header_schema_id_serializer,
    record_subject_name_strategy,
    topic_record_subject_name_strategy,
)
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.schema_registry.json_schema import JSONDeserializer, JSONSerializer
from confluent_kafka.schema_registry.protobuf import ProtobufDeserializer, ProtobufSerializer
from confluent_kafka.serialization import MessageField, SerializationContext
from google.protobuf import (
    descriptor_pb2,
    descriptor_pool,
    duration_pb2,
    json_format,
    message_factory,
    timestamp_pb2,
)

place = json.loads(sys.stdin.readline())
kafka = {
    "bootstrap.servers": place["bootstrap"],
    "security.protocol": "SASL_PLAINTEXT",
    "sasl.mechanisms": "PLAIN",
    "sasl.username": place["kafka"]["key"],
    "sasl.password": place["kafka"]["secret"],
}
strategies = {"record": record_subject_name_strategy, "topicRecord": topic_record_subject_name_strategy}
parts = {"key": MessageField.KEY, "value": MessageField.VALUE}
serializers, consumed, classes = {}, {}, {}


def new_registry():
    registry = place["registry"]
    login = f"{registry['key']}:{registry['secret']}"
    return SchemaRegistryClient({"url": registry["url"], "basic.auth.user.info": login})


registry = new_registry()


def schema_of(step):
    references = [SchemaReference(one["name"], one["subject"], one["version"]) for one in step.get("references", [])]
    return Schema(step["schema"], step["type"], references)


def read_file(given):
    if isinstance(given, str):
        return descriptor_pb2.FileDescriptorProto.FromString(base64.b64decode(given))
    return json_format.ParseDict(given, descriptor_pb2.FileDescriptorProto())


def message_class(step):
    """`files`: FileDescriptorProtos in base64 or as JSON, each after those that it imports; without `message` their first."""
    known = json.dumps([step["files"], step.get("message")])
    if known in classes:
        return classes[known]
    pool = descriptor_pool.DescriptorPool()
    for well_known in (timestamp_pb2, duration_pb2):
        pool.AddSerializedFile(well_known.DESCRIPTOR.serialized_pb)
    files = [read_file(given) for given in step["files"]]
    for file in files:
        pool.AddSerializedFile(file.SerializeToString())
    first = ".".join(filter(None, [files[0].package, files[0].message_type[0].name]))
    classes[known] = message_factory.GetMessageClass(pool.FindMessageTypeByName(step.get("message") or first))
    return classes[known]


def serializer_of(step):
    given = step.get("config", {})
    config = {
        "auto.register.schemas": given.get("autoRegister", True),
        "use.latest.version": given.get("useLatest", False),
        "normalize.schemas": given.get("normalize", False),
    }
    if "strategy" in given:
        config["subject.name.strategy"] = strategies[given["strategy"]]
    if given.get("inHeader"):
        config["schema.id.serializer"] = header_schema_id_serializer
    if step["type"] == "AVRO":
        return AvroSerializer(registry, schema_of(step), conf=config)
    if step["type"] == "JSON":
        return JSONSerializer(schema_of(step), registry, conf=config)
    return ProtobufSerializer(message_class(step), registry, {**config, "use.deprecated.format": False})


def serialized(step, context):
    known = json.dumps({**step, "value": None}, sort_keys=True)
    if known not in serializers:
        serializers[known] = serializer_of(step)
    value = step["value"]
    if step["type"] == "PROTOBUF":
        value = json_format.ParseDict(value, message_class(step)())
    return serializers[known](value, context)


def register(step):
    return {"id": registry.register_schema(step["subject"], schema_of(step), step.get("normalize", False))}


def register_together(step):
    clients = [new_registry() for _ in range(step["count"])]
    with ThreadPoolExecutor(step["count"]) as pool:
        ids = list(pool.map(lambda client: client.register_schema(step["subject"], schema_of(step)), clients))
    return {"ids": ids}


def produce(step):
    """`key` and `value` each with their own type, schema and config; a part that is plain text goes as it is."""
    headers, failed = [], []
    written = {}
    for part in ("key", "value"):
        given = step.get(part)
        context = SerializationContext(step["topic"], parts[part], headers)
        written[part] = serialized(given, context) if isinstance(given, dict) else given
    producer = Producer({**kafka, "message.timeout.ms": 20000})
    producer.produce(
        step["topic"],
        **written,
        headers=headers or None,
        on_delivery=lambda error, _: failed.append(str(error)) if error else None,
    )
    producer.flush(25)
    return {"error": failed[0]} if failed else {}


def deserializer_of(step):
    if step["type"] == "AVRO":
        return AvroDeserializer(registry)
    if step["type"] == "JSON":
        return JSONDeserializer(None, schema_registry_client=registry)
    kind = message_class(step)
    protobuf = ProtobufDeserializer(kind, {"use.deprecated.format": False}, registry)
    return lambda payload, context: json_format.MessageToDict(
        protobuf(payload, context), preserving_proto_field_name=True
    )


def consume(step):
    """The next `count` records of the topic, which has one partition: `part` of each."""
    if step["topic"] not in consumed:
        consumed[step["topic"]] = Consumer({**kafka, "group.id": "none"})
        consumed[step["topic"]].assign([TopicPartition(step["topic"], 0, OFFSET_BEGINNING)])
    part = step.get("part", "value")
    deserialize = deserializer_of(step)
    values, deadline = [], time.time() + 30
    while len(values) < step["count"] and time.time() < deadline:
        message = consumed[step["topic"]].poll(0.2)
        if message is None or message.error() is not None:
            continue
        payload = message.key() if part == "key" else message.value()
        context = SerializationContext(step["topic"], parts[part], message.headers() or [])
        values.append(deserialize(payload, context))
    return {"values": values}


def plain(value):
    """What the deserializers give that JSON does not have."""
    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)


steps = {"register": register, "registerTogether": register_together, "produce": produce, "consume": consume}
for line in sys.stdin:
    step = json.loads(line)
    try:
        answer = steps[step["do"]](step)
    except Exception as error:  # whatever a client raises is the answer
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer, default=plain), flush=True)
