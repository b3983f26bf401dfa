// What a given configuration means: complete, and what of it is secret.
import { canonicalConfig } from './canonical-config'
import { defaultIn, findField, isFieldVisible, type ConnectorSpec } from '../catalog/spec'
import { isMasked, SECRET_MASK, type ConnectorConfig } from './config-values'
import { isSecretProperty } from './secret-names'

export { isMasked, readConfigValues, SECRET_MASK } from './config-values'
export type { ConfigProblem, ConnectorConfig } from './config-values'

/**
 * Under the fields' own (managed) names, defaults of its dialect filled in, fields that do not apply left out; transforms,
 * predicates, converters and client properties as given.
 */
export const effectiveConfig = (spec: ConnectorSpec, config: ConnectorConfig): ConnectorConfig => {
  const { dialect, fields, passed } = canonicalConfig(spec, config)
  const complete: ConnectorConfig = {}
  for (const field of spec.fields) {
    if (field.dialects && !field.dialects.includes(dialect)) continue
    const given = fields[field.name] ?? ''
    const value = given === '' ? defaultIn(field, dialect) : given
    if (value !== undefined) complete[field.name] = value
  }
  const visible = Object.entries(complete).filter(([name]) => {
    const field = findField(spec, name)
    return field !== undefined && isFieldVisible(spec, field, complete)
  })
  return { ...passed, ...Object.fromEntries(visible) }
}

/** Secrets of an update that are masked, or of a field and left out, stay as they were: the mask itself is never stored. */
export const keepSecrets = (
  spec: ConnectorSpec,
  next: ConnectorConfig,
  current: ConnectorConfig,
): ConnectorConfig => {
  const kept = { ...next }
  for (const [name, before] of Object.entries(current)) {
    if (!isSecretProperty(spec, name, before)) continue
    const value = next[name]
    const isField = findField(spec, name)?.isSecret === true
    if (value === undefined || value === '' ? isField : isMasked(value)) kept[name] = before
  }
  return kept
}

export const maskSecrets = (spec: ConnectorSpec, config: ConnectorConfig): ConnectorConfig =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      isSecretProperty(spec, name, value) && value !== '' ? SECRET_MASK : value,
    ]),
  )
