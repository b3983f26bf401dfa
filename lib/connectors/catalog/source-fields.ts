// Properties that all sources of the general kind have: how records reach Kafka, and what becomes of those that cannot.
import { headerConverterField } from './converter-fields'
import { retryFields } from './framework-fields'
import type { ConnectorField } from './spec'

const errorsField: ConnectorField = {
  name: 'errors.tolerance',
  type: 'STRING',
  control: 'select',
  step: 'configuration',
  group: 'Error handling',
  label: 'Error tolerance',
  help: 'What happens to a record that cannot be transformed or written: none stops the task at it, all leaves it out and says so in the log.',
  default: 'none',
  options: [
    { value: 'none', label: 'none', description: 'The task fails at the first bad record' },
    { value: 'all', label: 'all', description: 'Bad records are left out' },
  ],
  importance: 'LOW',
  isAdvanced: true,
  isEditable: true,
}

const DELIVERY = 'Delivery guarantee'

const exactlyOnceFields: readonly ConnectorField[] = [
  {
    name: 'exactly.once.support',
    type: 'STRING',
    control: 'select',
    step: 'configuration',
    group: DELIVERY,
    label: 'Exactly once',
    help: 'required writes records and source offsets in one transaction, so that nothing is written twice after a crash; consumers that read committed records see each once. requested writes without transactions, at least once.',
    default: 'requested',
    options: [
      { value: 'requested', label: 'requested', description: 'At least once, faster' },
      { value: 'required', label: 'required', description: 'Exactly once, in transactions' },
    ],
    importance: 'MEDIUM',
    isAdvanced: true,
    dependents: ['transaction.boundary'],
    isEditable: true,
  },
  {
    name: 'transaction.boundary',
    type: 'STRING',
    control: 'select',
    step: 'configuration',
    group: DELIVERY,
    label: 'Transaction boundary',
    help: 'When a transaction ends: after each batch that the source gives (poll), or at an interval.',
    default: 'poll',
    options: [
      { value: 'poll', label: 'poll' },
      { value: 'interval', label: 'interval' },
    ],
    importance: 'LOW',
    isAdvanced: true,
    dependents: ['transaction.boundary.interval.ms'],
    visibleWhen: [{ field: 'exactly.once.support', in: ['required'] }],
    isEditable: true,
  },
  {
    name: 'transaction.boundary.interval.ms',
    type: 'LONG',
    control: 'number',
    step: 'configuration',
    group: DELIVERY,
    label: 'Transaction interval (ms)',
    help: 'How long a transaction takes up records before it ends.',
    importance: 'LOW',
    isAdvanced: true,
    visibleWhen: [
      { field: 'exactly.once.support', in: ['required'] },
      { field: 'transaction.boundary', in: ['interval'] },
    ],
    isEditable: true,
    validators: [{ kind: 'range', min: 1, max: 300_000 }],
  },
]

/** What sources have after their own fields. */
export const sourceFields: readonly ConnectorField[] = [
  errorsField,
  ...exactlyOnceFields,
  ...retryFields,
  headerConverterField,
]
