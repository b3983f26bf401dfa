import type { KnownFailure } from './shape'

export const fileFailures: readonly KnownFailure[] = [
  {
    code: 'file-not-allowed',
    title: 'The file may not be used by connectors',
    cause:
      'Connectors read and write regular files in the folders that this machine’s administrator has opened, and follow no links.',
    remedy: 'Move the file there, or have its folder added to TRIBUTARY_CONNECTOR_FILES.',
    fields: ['file'],
    patterns: [/Files of connectors lie in/],
  },
  {
    code: 'file-folder-missing',
    title: 'The folder of the file does not exist',
    cause: 'The folder was deleted or its name is wrong.',
    remedy: 'Create the folder, or correct the name of the file.',
    fields: ['file'],
    patterns: [/The folder of "[^"]+" does not exist/],
  },
]

export const generatorFailures: readonly KnownFailure[] = [
  {
    code: 'generator-finished',
    title: 'The generator has made all its records',
    cause:
      'iterations says how many records each task makes; then the task ends, and is shown as failed, as on Kafka Connect.',
    remedy: 'Nothing is wrong. For more records set iterations higher, or to -1 for no end.',
    fields: ['iterations'],
    patterns: [/generated the configured \d+ number of messages/],
    type: 'source',
    className: 'DatagenSource',
  },
]
