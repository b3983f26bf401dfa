// Checks one value against its field: type, allowed values, validators. Texts say what is wrong and what to do.
import { validateTopicName } from '@/lib/topics/topic-name'
import type { ConnectorField, Dialect, FieldValidator } from './catalog/spec'
import { keyFieldIndex, RecordGenerator } from './datagen/record-generator'
import { parseAvroSchema, readAvroSchema, type AvroRecord } from './datagen/avro-schema'
import { SchemaProblem } from './datagen/schema-problem'
import { findTemplate } from './datagen/templates'
import { didYouMean } from './did-you-mean'
import type { ConnectorConfig } from './read-config'

const INT_MAX = 2_147_483_647

const checkType = ({ type, label }: ConnectorField, value: string): string | undefined => {
  switch (type) {
    case 'INT':
    case 'LONG': {
      if (!/^[+-]?\d+$/.test(value.trim())) return `${label} must be a whole number, not "${value}".`
      const limit = type === 'INT' ? INT_MAX : Number.MAX_SAFE_INTEGER
      return Math.abs(Number(value)) > limit ? `${label} must lie between -${limit} and ${limit}.` : undefined
    }
    case 'DOUBLE':
      return value.trim() !== '' && Number.isFinite(Number(value))
        ? undefined
        : `${label} must be a number, not "${value}".`
    case 'BOOLEAN':
      return /^(true|false)$/i.test(value.trim())
        ? undefined
        : `${label} must be true or false, not "${value}".`
    case 'STRING':
    case 'LIST':
    case 'PASSWORD':
      return undefined
  }
}

const checkOptions = (
  { options, label }: ConnectorField,
  value: string,
  dialect: Dialect,
): string | undefined => {
  if (!options) return undefined
  const known = options.map((option) => option.value)
  const wanted = dialect === 'managed' ? value : value.toUpperCase()
  if (known.includes(wanted)) return undefined
  if (dialect === 'self-managed' && options.some((option) => option.selfManagedValue === wanted))
    return undefined
  const close = didYouMean(value, known)
  return `"${value}" is not a value of ${label}. ${close ? `Did you mean ${close}?` : `Choose one of ${known.join(', ')}.`}`
}

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

const runValidator = (
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
      return validateTopicName(value) ?? undefined
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

/** Problems of one given value; none when it is fine. */
export const checkValue = (
  field: ConnectorField,
  value: string,
  config: ConnectorConfig,
  dialect: Dialect,
): string[] => {
  const first = checkType(field, value) ?? checkOptions(field, value, dialect)
  if (first !== undefined) return [first]
  return (field.validators ?? []).flatMap((validator) => runValidator(validator, field, value, config) ?? [])
}
