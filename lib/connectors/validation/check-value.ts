// Checks one value against its field: type, allowed values, validators. Texts say what is wrong and what to do.
import { optionsIn, type ConnectorField, type Dialect } from '../catalog/spec'
import { didYouMean } from './did-you-mean'
import { runValidator } from './field-validators'
import { listOf, spells, type ConnectorConfig } from '../config/config-values'

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

const checkOptions = (field: ConnectorField, value: string, dialect: Dialect): string | undefined => {
  const options = optionsIn(field, dialect)
  if (!options) return undefined
  const known = options.map((option) => option.value)
  const isKnown = (one: string): boolean =>
    options.some((option) => spells(option, one, dialect === 'self-managed' ? 'any case' : 'exactly'))
  const wrong = (field.type === 'LIST' ? listOf(value) : [value]).find((one) => !isKnown(one))
  if (wrong === undefined) return undefined
  const close = didYouMean(wrong, known)
  return `"${wrong}" is not a value of ${field.label}. ${close ? `Did you mean ${close}?` : `Choose one of ${known.join(', ')}.`}`
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
