// The same programs with values by an Avro schema that is kept in the Schema Registry. Pure text.
import {
  javaLoop,
  javaProperties,
  kafkajsClient,
  kafkajsConsumer,
  kafkajsImports,
  librdkafkaProperties,
  pythonConfig,
  pythonConsumer,
  snippetsOf,
  type Language,
  type RegistryAccess,
  type Snippet,
  type Target,
} from './snippets'

type AvroTarget = Target & { registry: RegistryAccess }

const schema = `{
  "type": "record",
  "name": "Order",
  "namespace": "example",
  "fields": [
    { "name": "orderid", "type": "int" },
    { "name": "item", "type": "string" },
    { "name": "price", "type": "double" }
  ]
}
`

const schemaFile: Snippet = { title: 'Create a file order.avsc', fileName: 'order.avsc', text: schema }

const python = (target: AvroTarget): Snippet[] => [
  {
    title: 'Install the client',
    fileName: 'install.sh',
    text: 'pip install "confluent-kafka[avro,schemaregistry]"\n',
  },
  {
    title: 'Create a file client.properties',
    fileName: 'client.properties',
    text: librdkafkaProperties(target, 'tributary-python-client'),
  },
  {
    title: 'Create a file schema-registry.properties',
    fileName: 'schema-registry.properties',
    text: `url=${target.registry.url}
basic.auth.user.info=${target.registry.key}:${target.registry.secret}
`,
  },
  schemaFile,
  {
    title: 'Produce and consume',
    fileName: 'client.py',
    text: `from confluent_kafka import Consumer, Producer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

topic = ${JSON.stringify(target.topic)}
value_of_topic = SerializationContext(topic, MessageField.VALUE)


${pythonConfig}registry = SchemaRegistryClient(read_config("schema-registry.properties"))
with open("order.avsc") as file:
    serialize = AvroSerializer(registry, file.read())
deserialize = AvroDeserializer(registry)

order = {"orderid": 1, "item": "shoe", "price": 79.5}
producer = Producer(config)
producer.produce(topic, key="key", value=serialize(order, value_of_topic))
producer.flush()
print(f"Produced a message to {topic}")

${pythonConsumer('deserialize(message.value(), value_of_topic)')}`,
  },
]

const java = (target: AvroTarget): Snippet[] => [
  {
    title: 'Add the client to your build',
    fileName: 'build.gradle',
    text: `repositories {
  mavenCentral()
  maven { url = 'https://packages.confluent.io/maven/' }
}

dependencies {
  implementation 'org.apache.kafka:kafka-clients:4.2.2'
  implementation 'io.confluent:kafka-avro-serializer:8.0.0'
}
`,
  },
  {
    title: 'Create a file client.properties',
    fileName: 'client.properties',
    text: `${javaProperties(target)}
# Required connection configs for the Schema Registry
schema.registry.url=${target.registry.url}
basic.auth.credentials.source=USER_INFO
basic.auth.user.info=${target.registry.key}:${target.registry.secret}
`,
  },
  schemaFile,
  {
    title: 'Produce and consume',
    fileName: 'ClientExample.java',
    text: `import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.File;
import java.io.FileInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

public class ClientExample {
  public static void main(String[] args) throws Exception {
    String topic = ${JSON.stringify(target.topic)};
    Properties config = new Properties();
    try (FileInputStream file = new FileInputStream("client.properties")) {
      config.load(file);
    }
    config.put("key.serializer", StringSerializer.class);
    config.put("value.serializer", KafkaAvroSerializer.class);
    config.put("key.deserializer", StringDeserializer.class);
    config.put("value.deserializer", KafkaAvroDeserializer.class);

    Schema schema = new Schema.Parser().parse(new File("order.avsc"));
    GenericRecord order = new GenericData.Record(schema);
    order.put("orderid", 1);
    order.put("item", "shoe");
    order.put("price", 79.5);

    try (var producer = new KafkaProducer<String, GenericRecord>(config)) {
      producer.send(new ProducerRecord<>(topic, "key", order)).get();
      System.out.println("Produced a message to " + topic);
    }

    config.put("group.id", "java-group-1");
    config.put("auto.offset.reset", "earliest");
    try (var consumer = new KafkaConsumer<String, GenericRecord>(config)) {
${javaLoop}    }
  }
}
`,
  },
]

const nodejs = (target: AvroTarget): Snippet[] => [
  {
    title: 'Install the clients',
    fileName: 'install.sh',
    text: 'npm install kafkajs @confluentinc/schemaregistry\n',
  },
  schemaFile,
  {
    title: 'Produce and consume',
    fileName: 'client.mjs',
    text: `import { readFile } from 'node:fs/promises'
import registryPackage from '@confluentinc/schemaregistry'
${kafkajsImports(target)}
const { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType } = registryPackage

const topic = ${JSON.stringify(target.topic)}
${kafkajsClient(target)}const registry = new SchemaRegistryClient({
  baseURLs: [${JSON.stringify(target.registry.url)}],
  basicAuthCredentials: {
    credentialsSource: 'USER_INFO',
    userInfo: ${JSON.stringify(`${target.registry.key}:${target.registry.secret}`)},
  },
})
const schema = await readFile('order.avsc', 'utf8')
await registry.register(\`\${topic}-value\`, { schemaType: 'AVRO', schema })
const serializer = new AvroSerializer(registry, SerdeType.VALUE, { useLatestVersion: true })
const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {})

const order = { orderid: 1, item: 'shoe', price: 79.5 }
const producer = kafka.producer()
await producer.connect()
await producer.send({ topic, messages: [{ key: 'key', value: await serializer.serialize(topic, order) }] })
await producer.disconnect()
console.log(\`Produced a message to \${topic}\`)

${kafkajsConsumer('await deserializer.deserialize(topic, message.value)')}`,
  },
]

const byLanguage: Partial<Record<Language, (target: AvroTarget) => Snippet[]>> = { python, java, nodejs }

/** kcat takes schemas only for reading. */
export const takesRegistry = (language: Language): boolean => byLanguage[language] !== undefined

export function clientSnippets(language: Language, { registry, ...target }: Target): Snippet[] {
  const withRegistry = registry === undefined ? undefined : byLanguage[language]
  return registry === undefined || withRegistry === undefined
    ? snippetsOf(language, target)
    : withRegistry({ ...target, registry })
}
