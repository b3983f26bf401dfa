import { formatField } from './format-field'
import {
  autoRestartField,
  credentialFields,
  identityFields,
  identityOrder,
  placementFields,
  sourceSteps,
  tasksField,
  topicField,
} from './shared-fields'
import {
  inertSinkProperties,
  sinkFields,
  sinkStepsWithoutAuthentication,
  topicsChoice,
  topicsFields,
} from './sink-fields'
import { sourceFields } from './source-fields'
import { converterSwitches, schemaContextField } from './converter-fields'
import type { ConnectorField, ConnectorSpec } from './spec'

const SOURCE = 'FileStreamSource'
const SINK = 'FileStreamSink'
const PACKAGE = 'org.apache.kafka.connect.file'
const DETAILS = 'File'

const fileField = (help: string): ConnectorField => ({
  name: 'file',
  type: 'STRING',
  control: 'text',
  step: 'configuration',
  group: DETAILS,
  label: 'File',
  help,
  placeholder: 'orders.txt',
  required: true,
  importance: 'HIGH',
  isEditable: false,
  validators: [{ kind: 'file-path' }],
})

const FOLDER = 'The file lies in the folder that this machine’s administrator has opened for connectors.'

export const fileStreamSourceSpec: ConnectorSpec = {
  className: SOURCE,
  runtime: 'file-stream-source',
  selfManagedClassName: `${PACKAGE}.FileStreamSourceConnector`,
  type: 'source',
  title: 'File',
  subtitle: 'FileStream Source',
  description: 'Writes each line of a text file to a topic, and goes on with the lines that are added.',
  badges: [],
  keywords: ['file', 'filestream', 'text', 'lines', 'log', 'local'],
  defaultNamePrefix: 'FileStreamSourceConnector',
  steps: sourceSteps,
  fields: [
    ...identityFields(SOURCE),
    ...credentialFields,
    ...placementFields,
    { ...topicField, selfManagedName: 'topic', aliases: ['topic'] },
    schemaContextField,
    formatField('value', 'output'),
    formatField('key', 'output'),
    fileField(`The text file to read, line by line. ${FOLDER}`),
    {
      name: 'batch.size',
      type: 'INT',
      control: 'number',
      step: 'configuration',
      group: DETAILS,
      label: 'Batch size',
      help: 'The most lines that are read at once.',
      default: '2000',
      importance: 'LOW',
      isAdvanced: true,
      isEditable: true,
      validators: [{ kind: 'range', min: 1, max: 100_000 }],
    },
    ...converterSwitches('source', 'value', 'output.data.format'),
    ...converterSwitches('source', 'key', 'output.key.format'),
    ...sourceFields,
    autoRestartField,
    tasksField,
  ],
  choices: [],
  formats: { key: 'output.key.format', value: 'output.data.format' },
  jsonOrder: [
    ...identityOrder,
    'kafka.topic',
    'file',
    'output.data.format',
    'output.key.format',
    'batch.size',
    'tasks.max',
  ],
}

export const fileStreamSinkSpec: ConnectorSpec = {
  className: SINK,
  runtime: 'file-stream-sink',
  selfManagedClassName: `${PACKAGE}.FileStreamSinkConnector`,
  type: 'sink',
  title: 'File',
  subtitle: 'FileStream Sink',
  description: 'Appends the value of each record to a text file, one line each.',
  badges: [],
  keywords: ['file', 'filestream', 'text', 'lines', 'local'],
  defaultNamePrefix: 'FileStreamSinkConnector',
  steps: sinkStepsWithoutAuthentication,
  fields: [
    ...topicsFields,
    ...identityFields(SINK),
    ...credentialFields,
    ...placementFields,
    schemaContextField,
    formatField('value', 'input'),
    formatField('key', 'input'),
    fileField(`The text file to append to. ${FOLDER}`),
    ...converterSwitches('sink', 'value', 'input.data.format'),
    ...sinkFields,
    autoRestartField,
    tasksField,
  ],
  choices: [topicsChoice],
  formats: { key: 'input.key.format', value: 'input.data.format' },
  inert: inertSinkProperties,
  jsonOrder: [
    'topics',
    'topics.regex',
    'input.data.format',
    'input.key.format',
    ...identityOrder,
    'file',
    'tasks.max',
  ],
}
