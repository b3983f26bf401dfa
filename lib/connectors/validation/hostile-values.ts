// What no configuration may carry: ways out of the connector's own settings. By allow-lists, each refusal with its reason. Pure.
import { findField, type ConnectorSpec } from '../catalog/spec'
import type { ConfigProblem, ConnectorConfig } from '../config/config-values'
import { isSecretProperty } from '../config/secret-names'

const PROPERTY_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.$-]{0,199}$/
const PROVIDER = /\$\{\s*[A-Za-z][\w.-]*\s*:[^}]*\}/
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\p{Cs}]/u
const LOGIN_MODULES = [
  'org.apache.kafka.common.security.plain.PlainLoginModule',
  'org.apache.kafka.common.security.scram.ScramLoginModule',
]

/** Settings of the Kafka client that a configuration may name. Which of them take effect, the specs say. */
const CLIENT_SETTINGS: Readonly<Record<'consumer' | 'producer', readonly string[]>> = {
  consumer: [
    'auto.offset.reset',
    'isolation.level',
    'max.poll.records',
    'max.poll.interval.ms',
    'fetch.min.bytes',
    'fetch.max.bytes',
    'fetch.max.wait.ms',
    'max.partition.fetch.bytes',
    'session.timeout.ms',
    'heartbeat.interval.ms',
    'request.timeout.ms',
    'receive.buffer.bytes',
    'client.id',
  ],
  producer: [
    'acks',
    'batch.size',
    'linger.ms',
    'compression.type',
    'buffer.memory',
    'max.request.size',
    'request.timeout.ms',
    'delivery.timeout.ms',
    'max.block.ms',
    'max.in.flight.requests.per.connection',
    'enable.idempotence',
    'retries',
    'retry.backoff.ms',
    'client.id',
  ],
}

const jaasProblem = (name: string, value: string): string => {
  // Only the first word: behind it stand secrets.
  const module = /^\s*([\w.$]{1,120})\s/.exec(value)?.[1]
  const isForeign = module !== undefined && !LOGIN_MODULES.includes(module)
  const start = isForeign ? `The login module ${module} is not allowed. ` : ''
  return `${start}"${name}" cannot be given: how the connector signs in to Kafka is said by its API key or service account alone.`
}

const overrideProblem = (name: string): string | undefined => {
  const [, client = '', setting = ''] = /^(consumer|producer|admin)\.override\.(.*)$/.exec(name) ?? []
  if (client === '') return undefined
  if (client === 'admin') return `"${name}" is not allowed: the connector uses no client of its own for this.`
  const allowed = CLIENT_SETTINGS[client === 'consumer' ? 'consumer' : 'producer']
  if (allowed.includes(setting)) return undefined
  return `"${name}" is not allowed: addresses, security and classes of the Kafka client are not set by connectors. Allowed are ${allowed.join(', ')}.`
}

const nameProblem = (name: string): string | undefined => {
  if (!PROPERTY_NAME.test(name))
    return `"${name.slice(0, 60).replace(/[^\x20-\x7e]/g, '?')}" cannot be the name of a property: letters, digits, dots, hyphens and underscores only.`
  if (/^config\.providers(\.|$)/.test(name))
    return `"${name}" is not allowed: a configuration brings no providers of values.`
  if (/^jdbc\.credentials\.provider/.test(name))
    return `"${name}" is not allowed: give connection.user and connection.password.`
  return undefined
}

const mayHaveLines = (spec: ConnectorSpec, name: string): boolean => {
  const control = findField(spec, name)?.control
  return control === 'code' || control === 'file'
}

const valueProblem = (spec: ConnectorSpec, name: string, value: string): string | undefined => {
  if (CONTROLS.test(value)) return `The value of "${name}" has a character that is not text.`
  if (mayHaveLines(spec, name)) return undefined
  if (/[\r\n\u2028\u2029]/.test(value.trim())) return `The value of "${name}" must be one line.`
  const provider = PROVIDER.exec(value)?.[0]
  const shown = isSecretProperty(spec, name, value) ? '${…}' : provider?.slice(0, 80)
  if (provider !== undefined)
    return `${shown} is not allowed: values are never read from files, the environment or elsewhere. Give the value itself; secrets are stored encrypted.`
  return undefined
}

export const hostileProblems = (spec: ConnectorSpec, given: ConnectorConfig): ConfigProblem[] =>
  Object.entries(given).flatMap(([name, value]) => {
    const message =
      nameProblem(name) ??
      (/(^|\.)sasl\.jaas\.config$/.test(name) ? jaasProblem(name, value) : undefined) ??
      overrideProblem(name) ??
      valueProblem(spec, name, value)
    return message === undefined ? [] : [{ name: PROPERTY_NAME.test(name) ? name : 'config', message }]
  })
