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

/** What sources have after their own fields. */
export const sourceFields: readonly ConnectorField[] = [errorsField, ...retryFields, headerConverterField]
