// Schema Registry clients that we did not write, as processes that take steps: confluent-kafka of Python, and Confluent's npm
// client with kafkajs.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { python, clientScript } from '@/tests/support/outside-client'

export type Place = {
  bootstrap: string
  /** That are read; each has one partition. */
  topics: string[]
  kafka: { key: string; secret: string }
  registry: { url: string; key: string; secret: string }
}
type Reference = { name: string; subject: string; version: number }
export type SchemaConfig = {
  autoRegister?: boolean
  useLatest?: boolean
  normalize?: boolean
  strategy?: 'record' | 'topicRecord'
  inHeader?: boolean
}
export type Written = { value: unknown; config?: SchemaConfig } & (
  | { type: 'AVRO' | 'JSON'; schema: string; references?: Reference[] }
  | { type: 'PROTOBUF'; files: object[]; message: string }
)
type ToRegister = {
  subject: string
  type: string
  schema: string
  references?: Reference[]
  normalize?: boolean
}
export type Step =
  | ({ do: 'register' } & ToRegister)
  | ({ do: 'registerTogether'; count: number } & ToRegister)
  | { do: 'produce'; topic: string; key?: Written | string; value: Written }
  | {
      do: 'consume'
      topic: string
      type: string
      count: number
      part?: 'key' | 'value'
      /** Of Protobuf: FileDescriptorProtos as JSON or in base64; without a message, their first. */
      files?: (object | string)[]
      message?: string
    }
export type StepAnswer = { id?: number; ids?: number[]; values?: unknown[]; error?: string }

export type SchemaClient = { ask: (step: Step) => Promise<StepAnswer>; end: () => Promise<void> }

export const clientNames = ['confluent-kafka (Python)', '@confluentinc/schemaregistry (npm)'] as const
export type ClientName = (typeof clientNames)[number]

const programs: Record<ClientName, [string, string]> = {
  'confluent-kafka (Python)': [python, clientScript('registry_client.py')],
  '@confluentinc/schemaregistry (npm)': [process.execPath, clientScript('npm/registry-client.mjs')],
}

export function startSchemaClient(name: ClientName, place: Place): SchemaClient {
  const [program, script] = programs[name]
  const child = spawn(program, [script], { stdio: ['pipe', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (chunk) => (errors = `${errors}${String(chunk)}`.slice(-4000)))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  child.stdin.write(`${JSON.stringify(place)}\n`)
  return {
    ask: async (step) => {
      child.stdin.write(`${JSON.stringify(step)}\n`)
      const { value, done } = await answers.next()
      if (done === true) throw new Error(`${name} ended: ${errors}`)
      return JSON.parse(value) as StepAnswer
    },
    end: async () => {
      child.stdin.end()
      child.kill()
      await ended
    },
  }
}
