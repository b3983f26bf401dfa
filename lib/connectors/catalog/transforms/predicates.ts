import type { PredicateDefinition } from './shape'

const PACKAGE = 'org.apache.kafka.connect.transforms.predicates'

export const predicateDefinitions: readonly PredicateDefinition[] = [
  {
    className: `${PACKAGE}.HasHeaderKey`,
    title: 'Has header',
    help: 'True for records that carry at least one header of this name.',
    properties: [
      {
        name: 'name',
        type: 'STRING',
        importance: 'MEDIUM',
        label: 'Header name',
        help: 'The exact name of the header.',
      },
    ],
  },
  {
    className: `${PACKAGE}.RecordIsTombstone`,
    title: 'Record is a tombstone',
    help: 'True for records whose value is null.',
    properties: [],
  },
  {
    className: `${PACKAGE}.TopicNameMatches`,
    title: 'Topic name matches',
    help: 'True for records whose whole topic name matches a pattern.',
    properties: [
      {
        name: 'pattern',
        type: 'STRING',
        importance: 'MEDIUM',
        label: 'Pattern',
        help: 'A regular expression that the whole name of the topic has to match.',
        placeholder: 'orders-.*',
        holds: 'regex',
      },
    ],
  },
]
