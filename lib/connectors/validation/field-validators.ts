// The rules that a value keeps beyond its type and its options. Texts say what is wrong and what to do.
import { validateTopicName } from '@/lib/topics/topic-name'
import type { ConnectorField, FieldValidator } from '../catalog/spec'
import { isTimeZone } from '../catalog/time-zones'
import { keyFieldIndex, RecordGenerator } from '../datagen/record-generator'
import { parseAvroSchema, readAvroSchema, type AvroRecord } from '../datagen/avro-schema'
import { SchemaProblem } from '../datagen/schema-problem'
import { findTemplate } from '../datagen/templates'
import { didYouMean } from './did-you-mean'
import { listOf, type ConnectorConfig } from '../config/config-values'

const HOST_NAME = /^(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?\.?$/
const IPV6 = /^(\[[0-9a-fA-F:.]+\]|[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*)$/

/** Schema of a configuration's template or own text; undefined while there is none or it is broken. */
const generatorSchema = (
  template: string,
  text: string,
): { title: string; schema: AvroRecord } | undefined => {
  const found = template === '' ? undefined : findTemplate(template)
  if (found) return { title: found.label, schema: readAvroSchema(found.schema) }
  if (text.trim() === '') return undefined
  try {
    return { title: 'The schema', schema: parseAvroSchema(text) }
  } catch {
    return undefined
  }
}

const checkKeyField = (found: { title: string; schema: AvroRecord }, value: string): string | undefined => {
  const names = found.schema.fields.map((field) => field.name)
  if (!names.includes(value)) {
    const close = didYouMean(value, names)
    return `${found.title} has no field ${value}. ${close ? `Did you mean ${close}?` : `Its fields are ${names.join(', ')}.`}`
  }
  try {
    keyFieldIndex(found.schema, value)
    return undefined
  } catch (error) {
    return error instanceof SchemaProblem ? `${error.message}.` : String(error)
  }
}

const checkSchema = (label: string, text: string): string | undefined => {
  try {
    const generator = new RecordGenerator(parseAvroSchema(text))
    generator.next()
    return undefined
  } catch (error) {
    return `${label} cannot be used. ${error instanceof Error ? error.message : String(error)}`
  }
}

const checkHost = (label: string, value: string): string | undefined => {
  const host = value.trim()
  if (HOST_NAME.test(host) || IPV6.test(host)) return undefined
  if (host.startsWith('/') || host.startsWith('@'))
    return `${label} must be a host name or an address; socket files are not reached from connectors.`
  if (host.includes('://') || host.includes('/'))
    return `${label} must be a host name or an address alone, without a scheme or a path.`
  return `${label} must be one host name or one address, such as db.example.com.`
}

const checkCertificates = (label: string, value: string): string | undefined => {
  const blocks = value.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g)
  if (value.includes('PRIVATE KEY')) return `${label} must be certificates only. This text has a private key.`
  return blocks
    ? undefined
    : `${label} must be the text of a PEM file, from -----BEGIN CERTIFICATE----- to its end.`
}

const checkPath = (label: string, value: string): string | undefined => {
  if (value.includes('\0') || /[\r\n]/.test(value)) return `${label} must be one line.`
  return value.split('/').includes('..')
    ? `${label} must lie in the folder for connectors: ".." is not allowed.`
    : undefined
}

export const runValidator = (
  validator: FieldValidator,
  { label }: ConnectorField,
  value: string,
  config: ConnectorConfig,
): string | undefined => {
  switch (validator.kind) {
    case 'range': {
      const { min = -Infinity, max = Infinity } = validator
      if (Number(value) < min) return `${label} must be at least ${min}.`
      return Number(value) > max ? `${label} must be at most ${max}.` : undefined
    }
    case 'length': {
      const { min = 0, max = Infinity } = validator
      if (value.length < min) return `${label} must have at least ${min} characters.`
      return value.length > max ? `${label} must have at most ${max} characters.` : undefined
    }
    case 'pattern':
      return new RegExp(validator.pattern, 'u').test(value) ? undefined : validator.message
    case 'topic-name':
      return listOf(value).flatMap((topic) => validateTopicName(topic) ?? [])[0]
    case 'time-zone':
      return isTimeZone(value)
        ? undefined
        : `${label}: there is no time zone "${value}". Names look like Europe/Vienna.`
    case 'host':
      return checkHost(label, value)
    case 'certificates':
      return checkCertificates(label, value)
    case 'file-path':
      return checkPath(label, value)
    case 'regex':
      // Java's syntax is judged where the worker's own engine is at hand (topic-problems.ts).
      return undefined
    case 'generator-schema':
      return checkSchema(label, value)
    case 'generator-field': {
      const found = generatorSchema(
        config[validator.templateField] ?? '',
        config[validator.schemaField] ?? '',
      )
      return found && checkKeyField(found, value)
    }
  }
}
