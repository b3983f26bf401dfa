// Configuration of serializers, for each language. Pure text.
type Snippet = { id: string; label: string; fileName: string; text: string }

const key = '{{ SCHEMA_REGISTRY_API_KEY }}'
const secret = '{{ SCHEMA_REGISTRY_API_SECRET }}'

export const registrySnippets = (endpoint: string): Snippet[] => [
  {
    id: 'python',
    label: 'Python',
    fileName: 'registry.py',
    text: `# pip install "confluent-kafka[avro,json,protobuf,schemaregistry]"
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroSerializer

registry = SchemaRegistryClient({
    "url": "${endpoint}",
    "basic.auth.user.info": "${key}:${secret}",
})
serialize = AvroSerializer(registry, schema_str=open("value.avsc").read())
`,
  },
  {
    id: 'java',
    label: 'Java',
    fileName: 'client.properties',
    text: `# Beside the settings of the cluster
schema.registry.url=${endpoint}
basic.auth.credentials.source=USER_INFO
basic.auth.user.info=${key}:${secret}
value.serializer=io.confluent.kafka.serializers.KafkaAvroSerializer
value.deserializer=io.confluent.kafka.serializers.KafkaAvroDeserializer
`,
  },
  {
    id: 'nodejs',
    label: 'Node.js',
    fileName: 'registry.mjs',
    text: `// npm install @confluentinc/schemaregistry
import { AvroSerializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry'

const registry = new SchemaRegistryClient({
  baseURLs: ['${endpoint}'],
  basicAuthCredentials: {
    credentialsSource: 'USER_INFO',
    userInfo: '${key}:${secret}',
  },
})
const serializer = new AvroSerializer(registry, SerdeType.VALUE, { useLatestVersion: true })
`,
  },
]
