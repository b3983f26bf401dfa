// Debezium's transforms that give change events another topic.
import { bothDialects, bothTypes, type TransformDefinition, type TransformProperty } from './shape'

type Told = Pick<TransformProperty, 'name' | 'label' | 'help'> & Partial<TransformProperty>
const property = (told: Told): TransformProperty => ({ type: 'STRING', importance: 'MEDIUM', ...told })

const routing = (
  className: string,
  { title, help, properties }: Pick<TransformDefinition, 'title' | 'help' | 'properties'>,
): TransformDefinition => ({
  ...{ className: `io.debezium.transforms.${className}`, variants: [], family: 'Debezium' },
  ...{ title, help, properties, connectorTypes: bothTypes, dialects: bothDialects },
})

export const routingTransforms: readonly TransformDefinition[] = [
  routing('ByLogicalTableRouter', {
    title: 'Topic for several tables',
    help: 'Sends change events of tables whose topics match a pattern to one topic, and keeps their keys apart.',
    properties: [
      property({
        ...{ name: 'topic.regex', label: 'Pattern', importance: 'HIGH', holds: 'regex' },
        help: 'A regular expression that the whole name of the topic has to match.',
        placeholder: '(.*)customers_shard(.*)',
      }),
      property({
        ...{ name: 'topic.replacement', label: 'Replacement', importance: 'HIGH' },
        help: 'The new name; $1 stands for what the first group matched.',
        placeholder: '$1customers_all',
      }),
      property({
        ...{ name: 'key.enforce.uniqueness', label: 'Keep keys apart', type: 'BOOLEAN', default: 'true' },
        help: 'Adds a field to the key that says which topic the event would have had.',
      }),
      property({
        ...{ name: 'key.field.name', label: 'Key field', default: '__dbz__physicalTableIdentifier' },
        help: 'What that field is called.',
      }),
      property({
        ...{ name: 'key.field.regex', label: 'Key pattern', default: '', holds: 'regex' },
        help: 'A regular expression for the topic, to put a part of its name into that field.',
      }),
      property({
        ...{ name: 'key.field.replacement', label: 'Key replacement', default: '' },
        help: 'What is put there; $1 stands for what the first group matched.',
      }),
    ],
  }),
  routing('outbox.EventRouter', {
    title: 'Route events of an outbox',
    help: 'Makes a message of each row that is inserted into an outbox table, in the topic that the row names.',
    properties: [
      ...[
        ['id', 'id', 'Id', 'The column with the id of the event, which becomes the header id.'] as const,
        ['key', 'aggregateid', 'Key', 'The column with the key of the message.'] as const,
        ['payload', 'payload', 'Payload', 'The column with the value of the message.'] as const,
      ].map(([name, column, label, help]) =>
        property({ name: `table.field.event.${name}`, default: column, label, help }),
      ),
      property({
        ...{ name: 'table.field.event.timestamp', default: '', label: 'Time' },
        help: 'The column with the time of the message; the time of the change when empty.',
      }),
      property({
        ...{ name: 'table.fields.additional.placement', default: '', type: 'LIST', label: 'More columns' },
        help: 'Columns to put into headers, the message or the partition, with a name of their own behind it.',
        placeholder: 'type:header:eventType',
      }),
      property({
        ...{ name: 'table.fields.additional.error.on.missing', default: 'true', type: 'BOOLEAN' },
        ...{ label: 'Fail without them', help: 'Whether a row without such a column fails.' },
      }),
      property({
        ...{ name: 'route.by.field', default: 'aggregatetype', label: 'Route by' },
        help: 'The column that the topic is made of.',
      }),
      property({
        ...{ name: 'route.topic.regex', default: '(?<routedByValue>.*)', label: 'Pattern', holds: 'regex' },
        help: 'A regular expression that this column has to match.',
      }),
      property({
        ...{ name: 'route.topic.replacement', default: 'outbox.event.${routedByValue}', label: 'Topic' },
        help: 'The topic; ${routedByValue} stands for the column.',
      }),
      property({
        ...{ name: 'route.tombstone.on.empty.payload', default: 'false', type: 'BOOLEAN' },
        ...{ label: 'Tombstones', help: 'Makes a tombstone of a row whose payload is empty or null.' },
      }),
      property({
        ...{ name: 'table.op.invalid.behavior', default: 'warn', options: ['warn', 'error', 'fatal'] },
        ...{
          label: 'Updates',
          help: 'Whether an update of the table is passed over (warn, error) or fails.',
        },
      }),
      property({
        ...{ name: 'table.expand.json.payload', default: 'false', type: 'BOOLEAN', importance: 'LOW' },
        ...{ label: 'Expand JSON', help: 'Not there: a payload stays the text that it is.' },
      }),
    ],
  }),
]
