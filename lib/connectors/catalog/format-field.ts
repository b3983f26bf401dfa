import { formatOptions, plainFormats } from './formats'
import type { ConnectorField } from './spec'

/** The format of keys or values, of all that there are; texts if nothing is said. */
export const formatField = (side: 'key' | 'value', direction: 'input' | 'output'): ConnectorField => ({
  name: `${direction}.${side === 'value' ? 'data' : 'key'}.format`,
  selfManagedName: null,
  aliases: [side === 'value' ? 'data.format' : 'key.format'],
  type: 'STRING',
  control: side === 'value' ? 'cards' : 'select',
  step: 'configuration',
  group: direction === 'input' ? 'Input messages' : 'Output messages',
  label: `${direction === 'input' ? 'Input' : 'Output'} Kafka record ${side} format`,
  help: `The format of the ${side}s ${direction === 'input' ? 'in the topics' : 'that are written to the topic'}.`,
  default: 'STRING',
  ...(side === 'value' ? { selfManagedDefault: 'JSON' } : {}),
  options: [
    formatOptions.STRING,
    formatOptions.JSON,
    formatOptions.AVRO,
    formatOptions.JSON_SR,
    formatOptions.PROTOBUF,
    ...plainFormats,
  ],
  importance: side === 'value' ? 'HIGH' : 'MEDIUM',
  ...(side === 'key' ? { isAdvanced: true } : {}),
  isEditable: direction === 'input',
})
