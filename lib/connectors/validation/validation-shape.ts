// The answer of a validation, in the shape of Confluent's connect/v1 and Kafka Connect's validate endpoint.
import {
  defaultIn,
  type ComposedProperty,
  type ConnectorField,
  type ConnectorSpec,
  type Dialect,
  type Importance,
} from '../catalog/spec'
import { partsOf } from '../config/composed-property'
import { SECRET_MASK, type ConfigProblem, type ConnectorConfig } from '../config/config-values'
import { isSecretProperty } from '../config/secret-names'

export type ConfigDefinition = {
  name: string
  type: string
  required: boolean
  default_value: string
  importance: Importance
  documentation: string
  group: string
  width: 'NONE'
  display_name: string
  dependents: string[]
  order: number
  alias: string
}
export type ConfigValue = {
  name: string
  value: string | null
  recommended_values: string[]
  errors: string[]
  visible: boolean
}
export type ConfigInfo = { definition: ConfigDefinition; value: ConfigValue; metadata: Record<string, never> }
export type ConfigValidation = {
  name: string
  groups: string[]
  error_count: number
  configs: ConfigInfo[]
  /** Ours: what is accepted but has no effect here. */
  warnings: ConfigProblem[]
  /** Ours: of the dry connection to the other end, where one was asked for. */
  connection?: ConnectionCheck
}
export type ConnectionCheck =
  { ok: true; detail: string } | { ok: false; layer: string; field?: string; message: string }

export type ValidationContext = {
  /** `validate` accepts masked secrets, `create` refuses them, `update` keeps the present ones. */
  mode: 'validate' | 'create' | 'update'
  /** Configuration at launch or as it is now; needed for `update`. */
  current?: ConnectorConfig
  takenNames?: readonly string[]
  /** Offered as recommended values of topic fields. */
  topics?: readonly string[]
}

export const definitionOf = (
  field: ConnectorField,
  name: string,
  order: number,
  dialect: Dialect,
): ConfigDefinition => ({
  name,
  type: field.type,
  required: field.required ?? false,
  default_value: defaultIn(field, dialect) ?? '',
  importance: field.importance,
  documentation: field.help,
  group: field.group,
  width: 'NONE',
  display_name: field.label,
  dependents: [...(field.dependents ?? [])],
  order,
  alias: field.aliases?.[0] ?? '',
})

const plainDefinition = (name: string): ConfigDefinition => ({
  name,
  type: 'STRING',
  required: false,
  default_value: '',
  importance: 'LOW',
  documentation: '',
  group: '',
  width: 'NONE',
  display_name: name,
  dependents: [],
  order: 0,
  alias: '',
})

/** Stands in the group of its first part. */
export const composedInfo = (
  spec: ConnectorSpec,
  property: ComposedProperty,
  known: { given: string | null; errors: string[]; orderIn: (group: string) => number },
): ConfigInfo => {
  const { selfManagedName: name, label, help } = property
  const { given, errors } = known
  const [part] = partsOf(property)
  const group = spec.fields.find((field) => field.name === part)?.group ?? ''
  return {
    definition: {
      ...plainDefinition(name),
      required: true,
      importance: 'HIGH',
      documentation: help,
      display_name: label,
      group,
      order: known.orderIn(group),
    },
    value: {
      name,
      value: given !== null && isSecretProperty(spec, name, given) ? SECRET_MASK : given,
      recommended_values: [],
      errors,
      visible: true,
    },
    metadata: {},
  }
}

/** A property that no field describes but that must not be let through. */
export const strayInfo = ({ name, message }: ConfigProblem): ConfigInfo => ({
  definition: plainDefinition(name),
  value: { name, value: null, recommended_values: [], errors: [message], visible: true },
  metadata: {},
})

/** All errors as {field, message}, in the order of the fields. */
export const validationErrors = ({ configs }: ConfigValidation): { path: string; message: string }[] =>
  configs.flatMap(({ value }) => value.errors.map((message) => ({ path: value.name, message })))
