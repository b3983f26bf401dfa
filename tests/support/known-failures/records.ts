// Records that a connector cannot use, and files that it may not. errors.tolerance is none: the task fails and says why.
import { mkdir, rm, symlink } from 'node:fs/promises'
import type { ProvokedFailure, Stage } from './stage'

const strict = { 'connector.class': 'FileStreamSink', 'errors.tolerance': 'none' }

/** A sink that reads these records. */
const reads =
  (code: string, values: (string | Buffer | null)[], config: Record<string, string>) =>
  async (stage: Stage): Promise<string> => {
    const topics = await stage.topic(code, values)
    return stage.launch(code, { ...strict, file: `${code}.txt`, topics, ...config })
  }

const framed = (id: number, ...bytes: number[]): Buffer => Buffer.from([0, 0, 0, 0, id, ...bytes])

export const recordProvocations: ProvokedFailure[] = [
  {
    code: 'record-json-unreadable',
    provoke: reads('record-json-unreadable', ['{"half":'], { 'input.data.format': 'JSON' }),
  },
  {
    code: 'record-envelope-missing',
    provoke: reads('record-envelope-missing', ['{"plain":1}'], {
      'input.data.format': 'JSON',
      'value.converter.schemas.enable': 'true',
    }),
  },
  {
    code: 'record-unknown-magic-byte',
    provoke: reads('record-unknown-magic-byte', ['{"plain":1}'], { 'input.data.format': 'AVRO' }),
  },
  {
    code: 'record-schema-unknown',
    provoke: reads('record-schema-unknown', [framed(250, 2)], { 'input.data.format': 'AVRO' }),
  },
  {
    code: 'record-number-unreadable',
    async provoke(stage) {
      return stage.launch('record-number-unreadable', {
        'connector.class': 'org.apache.kafka.connect.file.FileStreamSinkConnector',
        file: 'numbers.txt',
        topics: await stage.topic('numbers', ['seven of them']),
        'value.converter': 'org.apache.kafka.connect.converters.IntegerConverter',
      })
    },
  },
  {
    code: 'transform-failed',
    provoke: reads('transform-failed', ['"a text"'], {
      'input.data.format': 'JSON',
      transforms: 'pick',
      'transforms.pick.type': 'org.apache.kafka.connect.transforms.ReplaceField$Value',
      'transforms.pick.exclude': 'secret',
    }),
  },
  {
    code: 'transform-value-unreadable',
    provoke: reads('transform-value-unreadable', ['{"price":"cheap"}'], {
      'input.data.format': 'JSON',
      transforms: 'cast',
      'transforms.cast.type': 'org.apache.kafka.connect.transforms.Cast$Value',
      'transforms.cast.spec': 'price:int32',
    }),
  },
  {
    code: 'file-not-allowed',
    async provoke(stage) {
      const link = stage.file('leads-out.txt')
      await symlink('/etc/passwd', link)
      const topics = await stage.topic('file-not-allowed', ['one'])
      return stage.launch('file-not-allowed', {
        ...strict,
        'input.data.format': 'STRING',
        topics,
        file: link,
      })
    },
  },
  {
    code: 'file-folder-missing',
    async provoke(stage) {
      const folder = stage.file('gone')
      await mkdir(folder)
      const topics = await stage.topic('file-folder-missing', ['one'])
      const config = { ...strict, 'input.data.format': 'STRING', topics, file: `${folder}/lines.txt` }
      const name = await stage.launch('file-folder-missing', config, { initialState: 'STOPPED' })
      await rm(folder, { recursive: true })
      return stage.resume(name)
    },
  },
  {
    code: 'generator-finished',
    async provoke(stage) {
      return stage.launch('generator-finished', {
        'connector.class': 'io.confluent.kafka.connect.datagen.DatagenConnector',
        'kafka.topic': await stage.topic('few'),
        quickstart: 'orders',
        'max.interval': '1',
        iterations: '3',
        'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
        'value.converter.schemas.enable': 'false',
      })
    },
  },
]
