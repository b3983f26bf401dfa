// What to install, the configuration and a program that produces and consumes, for each language. Pure text.
/** `hasOwnCa`: the certificate is signed by the cluster's own authority, whose certificate is in the file ca.pem. */
type Endpoint = { bootstrap: string; protocol: string; hasOwnCa?: boolean }
export type Credentials = { key: string; secret: string }
/** A Schema Registry's endpoint with a key of its own. */
export type RegistryAccess = Credentials & { url: string }
export type Snippet = { title: string; fileName: string; text: string }
export type Language = 'python' | 'java' | 'nodejs' | 'kcat'
/** `registry`: values go by an Avro schema that is registered there. */
export type Target = Endpoint & Credentials & { topic: string; registry?: RegistryAccess | undefined }

export const placeholders: Credentials = { key: '{{ CLUSTER_API_KEY }}', secret: '{{ CLUSTER_API_SECRET }}' }
export const registryPlaceholders: Credentials = {
  key: '{{ SR_API_KEY }}',
  secret: '{{ SR_API_SECRET }}',
}

const isTls = ({ protocol }: Endpoint): boolean => protocol.endsWith('SSL')
const needsCa = (target: Endpoint): boolean => isTls(target) && target.hasOwnCa === true
const librdkafkaCa = (target: Endpoint): string => (needsCa(target) ? 'ssl.ca.location=ca.pem\n' : '')
const javaCa = (target: Endpoint): string =>
  needsCa(target) ? 'ssl.truststore.type=PEM\nssl.truststore.location=ca.pem\n' : ''

export const librdkafkaProperties = (target: Target, clientId: string): string =>
  `# Required connection configs for Kafka producer, consumer, and admin
bootstrap.servers=${target.bootstrap}
security.protocol=${target.protocol}
sasl.mechanisms=PLAIN
sasl.username=${target.key}
sasl.password=${target.secret}
${librdkafkaCa(target)}
# Best practice for higher availability in librdkafka clients prior to 1.7
session.timeout.ms=45000

client.id=${clientId}
`

/** Reads the settings in client.properties into `config`. */
export const pythonConfig = `def read_config(path):
    config = {}
    with open(path) as file:
        for line in file:
            line = line.strip()
            if line and not line.startswith("#"):
                name, value = line.split("=", 1)
                config[name.strip()] = value.strip()
    return config


config = read_config("client.properties")
`

/** Prints every message; `value` is the expression that gives one's value. */
export const pythonConsumer = (
  value: string,
): string => `consumer = Consumer({**config, "group.id": "python-group-1", "auto.offset.reset": "earliest"})
consumer.subscribe([topic])
try:
    while True:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            raise SystemExit(message.error())
        key = message.key().decode("utf-8", "replace") if message.key() else None
        print(f"{topic} [{message.partition()}] {message.offset()}: {key} = {${value}}", flush=True)
except KeyboardInterrupt:
    pass
finally:
    consumer.close()
`

const python = (target: Target): Snippet[] => [
  { title: 'Install the client', fileName: 'install.sh', text: 'pip install confluent-kafka\n' },
  {
    title: 'Create a file client.properties',
    fileName: 'client.properties',
    text: librdkafkaProperties(target, 'tributary-python-client'),
  },
  {
    title: 'Produce and consume',
    fileName: 'client.py',
    text: `from confluent_kafka import Consumer, Producer

topic = ${JSON.stringify(target.topic)}


${pythonConfig}
producer = Producer(config)
producer.produce(topic, key="key", value="value")
producer.flush()
print(f"Produced a message to {topic}")

${pythonConsumer('message.value()')}`,
  },
]

export const javaProperties = (target: Target): string =>
  `# Required connection configs for Kafka producer, consumer, and admin
bootstrap.servers=${target.bootstrap}
security.protocol=${target.protocol}
sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username='${target.key}' password='${target.secret}';
sasl.mechanism=PLAIN
${javaCa(target)}client.dns.lookup=use_all_dns_ips

# Best practice for Kafka producer to prevent data loss
acks=all

client.id=tributary-java-client
`

/** Prints every message that the consumer gets. */
export const javaLoop = `      consumer.subscribe(List.of(topic));
      while (true) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record ->
            System.out.printf("%s [%d] %d: %s = %s%n",
                topic, record.partition(), record.offset(), record.key(), record.value()));
      }
`

const java = (target: Target): Snippet[] => [
  {
    title: 'Add the client to your build',
    fileName: 'build.gradle',
    text: `dependencies {
  implementation 'org.apache.kafka:kafka-clients:4.2.2'
}
`,
  },
  {
    title: 'Create a file client.properties',
    fileName: 'client.properties',
    text: javaProperties(target),
  },
  {
    title: 'Produce and consume',
    fileName: 'ClientExample.java',
    text: `import java.io.FileInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
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

    try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", "value")).get();
      System.out.println("Produced a message to " + topic);
    }

    config.put("group.id", "java-group-1");
    config.put("auto.offset.reset", "earliest");
    try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
${javaLoop}    }
  }
}
`,
  },
]

export const kafkajsClient = (target: Target): string => `const kafka = new Kafka({
  clientId: 'tributary-nodejs-client',
  brokers: [${target.bootstrap
    .split(',')
    .map((address) => JSON.stringify(address))
    .join(', ')}],
  ssl: ${needsCa(target) ? "{ ca: [readFileSync('ca.pem', 'utf8')] }" : String(isTls(target))},
  sasl: {
    mechanism: 'plain',
    username: ${JSON.stringify(target.key)},
    password: ${JSON.stringify(target.secret)},
  },
})
`

export const kafkajsImports = (target: Target): string =>
  `${needsCa(target) ? "import { readFileSync } from 'node:fs'\n" : ''}import { Kafka } from 'kafkajs'\n`

/** Prints every message; `value` is the expression that gives one's value. */
export const kafkajsConsumer = (
  value: string,
): string => `const consumer = kafka.consumer({ groupId: 'nodejs-group-1' })
await consumer.connect()
await consumer.subscribe({ topic, fromBeginning: true })
await consumer.run({
  eachMessage: async ({ partition, message }) => {
    const value = ${value}
    console.log(\`\${topic} [\${partition}] \${message.offset}: \${message.key} =\`, value)
  },
})
`

const nodejs = (target: Target): Snippet[] => [
  { title: 'Install the client', fileName: 'install.sh', text: 'npm install kafkajs\n' },
  {
    title: 'Produce and consume',
    fileName: 'client.mjs',
    text: `${kafkajsImports(target)}
const topic = ${JSON.stringify(target.topic)}
${kafkajsClient(target)}
const producer = kafka.producer()
await producer.connect()
await producer.send({ topic, messages: [{ key: 'key', value: 'value' }] })
await producer.disconnect()
console.log(\`Produced a message to \${topic}\`)

${kafkajsConsumer('message.value.toString()')}`,
  },
]

const kcat = (target: Target): Snippet[] => [
  {
    title: 'Create a file kcat.conf',
    fileName: 'kcat.conf',
    text: `bootstrap.servers=${target.bootstrap}
security.protocol=${target.protocol}
sasl.mechanisms=PLAIN
sasl.username=${target.key}
sasl.password=${target.secret}
${librdkafkaCa(target)}`,
  },
  {
    title: 'Produce a message',
    fileName: 'produce.sh',
    text: `echo 'key:value' | kcat -F kcat.conf -P -t ${target.topic} -K :\n`,
  },
  {
    title: 'Consume from the beginning',
    fileName: 'consume.sh',
    text: `kcat -F kcat.conf -C -t ${target.topic} -o beginning -f '%t [%p] %o: %k = %s\\n'\n`,
  },
]

const byLanguage: Record<Language, (target: Target) => Snippet[]> = { python, java, nodejs, kcat }

export const snippetsOf = (language: Language, target: Target): Snippet[] => byLanguage[language](target)

export const languages: { value: Language; title: string; description: string }[] = [
  { value: 'python', title: 'Python', description: 'confluent-kafka' },
  { value: 'java', title: 'Java', description: 'Apache Kafka client' },
  { value: 'nodejs', title: 'Node.js', description: 'kafkajs' },
  { value: 'kcat', title: 'kcat', description: 'Command line' },
]
