// The connector spec format: data only. The wizard, the validate endpoint, the JSON import and preview and both
// dialects (managed as on Confluent Cloud, self-managed as on Kafka Connect) come from it.

export type ConnectorType = 'source' | 'sink'
export type Dialect = 'managed' | 'self-managed'
export type FieldType = 'STRING' | 'INT' | 'LONG' | 'DOUBLE' | 'BOOLEAN' | 'LIST' | 'PASSWORD'
export type Importance = 'HIGH' | 'MEDIUM' | 'LOW'

export type StepId = 'topics' | 'credentials' | 'authentication' | 'configuration' | 'sizing' | 'review'
/** `title` is what stands in the stepper, `heading` what stands above the step's form. */
export type WizardStep = { id: StepId; title: string; heading: string; help?: string }

/**
 * How the wizard draws a field. `topic`, `topics` (several, with `topics.regex` as the other way) and `credentials` are its
 * own larger parts; `list` is several texts with commas between; `file` is the text of a file that is chosen or pasted
 * (certificates); `timezone` one out of all there are; `none` is known to validation and import but never drawn.
 */
export type FieldControl =
  | 'topic'
  | 'topics'
  | 'credentials'
  | 'text'
  | 'list'
  | 'file'
  | 'timezone'
  | 'secret'
  | 'number'
  | 'toggle'
  | 'select'
  | 'cards'
  | 'tiles'
  | 'code'
  | 'slider'
  | 'none'

/** One value to choose. `featured` ones are shown before "Show more options". */
export type FieldOption = {
  value: string
  /** Spelling in the self-managed dialect where it differs; the managed one is read there too. */
  selfManagedValue?: string
  /** Dialects that know the value; both if absent. The wizard speaks the managed one. */
  dialects?: readonly Dialect[]
  label: string
  description?: string
  featured?: boolean
}

/**
 * True when the other field's value (or its default) is one of `in`; with `filled`, when it has one at all (or none); with
 * `countNot`, when it lists another number of texts than any of these.
 */
export type Condition =
  | { field: string; in: readonly string[] }
  | { field: string; filled: boolean }
  | { field: string; countNot: readonly number[] }

/** Values that do not go together: where all conditions hold, `message` stands at `field`. */
export type SpecRule = { field: string; conditions: readonly Condition[]; message: string }

export type FieldValidator =
  | { kind: 'range'; min?: number; max?: number }
  | { kind: 'length'; min?: number; max?: number }
  | { kind: 'pattern'; pattern: string; message: string }
  | { kind: 'topic-name' }
  /** A regular expression as Java has it. */
  | { kind: 'regex' }
  | { kind: 'time-zone' }
  /** A host name or an address: no path, no scheme, no socket file. */
  | { kind: 'host' }
  /** One or more certificates as text. */
  | { kind: 'certificates' }
  /** A path below the folder that connectors may read and write. */
  | { kind: 'file-path' }
  /** A generator schema: an Avro record with annotations. */
  | { kind: 'generator-schema' }
  /** A field of the generator schema that is in `schemaField`, or of the template that is in `templateField`. */
  | { kind: 'generator-field'; schemaField: string; templateField: string }

export type ConnectorField = {
  name: string
  /**
   * Name in the self-managed dialect where it differs. Null where that dialect has no such property: it is read there all
   * the same (a connector needs its key in either dialect) but never written.
   */
  selfManagedName?: string | null
  /** Older spellings that are read but not written. */
  aliases?: readonly string[]
  /** Dialects that have the property at all; both if absent. */
  dialects?: readonly Dialect[]
  type: FieldType
  control: FieldControl
  step: StepId
  /** Section inside of the step; also the `group` of the validate answer. */
  group: string
  label: string
  help: string
  placeholder?: string
  default?: string
  /** Default in the self-managed dialect where it differs. */
  selfManagedDefault?: string
  required?: boolean
  /** The only values allowed. */
  options?: readonly FieldOption[]
  /** Values offered while others are allowed too. */
  recommended?: readonly FieldOption[]
  importance: Importance
  /** Under "Show advanced configurations". */
  isAdvanced?: boolean
  /** Fields to validate again when this one changes. */
  dependents?: readonly string[]
  /** All must hold. Invisible fields are not required and not part of the JSON. */
  visibleWhen?: readonly Condition[]
  /** Write-only: masked wherever it is shown, kept when an update leaves it out. */
  isSecret?: boolean
  /** False: fixed once launched (marked with an asterisk on the review). */
  isEditable: boolean
  validators?: readonly FieldValidator[]
}

/** Fields of which exactly one must be given; drawn as a segmented choice with one label for each. */
export type FieldChoice = {
  id: string
  label: string
  step: StepId
  group: string
  alternatives: readonly { field: string; label: string; help?: string }[]
  isEditable: boolean
}

/** The short dialog that launches the connector with all defaults. */
export type LaunchDialog = {
  title: string
  text: string
  /** Field that the dialog asks for, with these of its options. */
  field: string
  values: readonly string[]
  topicName: string
  advancedLabel: string
  launchLabel: string
}

/** What a URL's option stands for: a field (with other spellings of its values), or nothing here. */
export type UrlOption = { field: string; values?: Readonly<Record<string, string>> } | { ignored: string }

/** A property of the self-managed dialect that stands for several fields: `jdbc:postgresql://${connection.host}…`. */
export type ComposedProperty = {
  selfManagedName: string
  label: string
  help: string
  example: string
  /** Every `${field}` stands for that field's value. */
  template: string
  /** What holds for a part that is left out of the text (`:5432`). */
  partDefaults: Readonly<Record<string, string>>
  /** The options behind "?" that are let through; all others are refused. */
  options: Readonly<Record<string, UrlOption>>
  /** What to do in place of an option that is refused. */
  optionHints?: Readonly<Record<string, string>>
}

/** A property that is accepted because people bring it, and that changes nothing here. */
export type InertProperty = { name: string; why: string; dialects?: readonly Dialect[] }

export type ConnectorSpec = {
  /** Managed `connector.class`, also the id in the catalogue. */
  className: string
  selfManagedClassName: string | null
  /** File name of the runtime in worker/connectors/runtimes. */
  runtime: string
  type: ConnectorType
  title: string
  subtitle: string
  description: string
  badges: readonly ('Popular' | 'New' | 'Custom')[]
  keywords: readonly string[]
  documentationUrl?: string
  /** Instance names are this with the first free number: `DatagenSourceConnector_0`. */
  defaultNamePrefix: string
  steps: readonly WizardStep[]
  fields: readonly ConnectorField[]
  choices: readonly FieldChoice[]
  /** The fields that name the formats of keys and values: `key.converter` and `value.converter` in the self-managed dialect. */
  formats: { key: string; value: string }
  rules?: readonly SpecRule[]
  composed?: readonly ComposedProperty[]
  inert?: readonly InertProperty[]
  /** At least once if absent. */
  delivery?: 'exactly-once' | 'at-least-once'
  /** Order of the keys in shown JSON. Keys left out follow in spec order. */
  jsonOrder: readonly string[]
  launchDialog?: LaunchDialog
}

export const findField = (spec: ConnectorSpec, name: string): ConnectorField | undefined =>
  spec.fields.find((field) => field.name === name || field.aliases?.includes(name))

/** What a field is when nothing is given. */
export const defaultIn = (field: ConnectorField, dialect: Dialect): string | undefined =>
  dialect === 'self-managed' ? (field.selfManagedDefault ?? field.default) : field.default

/** The options that one dialect has. */
export const optionsIn = (field: ConnectorField, dialect: Dialect): readonly FieldOption[] | undefined =>
  field.options?.filter(({ dialects }) => dialects?.includes(dialect) ?? true)

export const defaultsOf = (spec: ConnectorSpec): Record<string, string> =>
  Object.fromEntries(
    spec.fields.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
  )

/** On a configuration, defaults included. */
export const holds = (spec: ConnectorSpec, condition: Condition, config: Record<string, string>): boolean => {
  const value = config[condition.field] ?? findField(spec, condition.field)?.default ?? ''
  if ('in' in condition) return condition.in.includes(value)
  if ('filled' in condition) return (value !== '') === condition.filled
  return !condition.countNot.includes(value.split(',').filter((part) => part.trim() !== '').length)
}

/** Evaluates `visibleWhen` on a configuration, defaults included. */
export const isFieldVisible = (
  spec: ConnectorSpec,
  field: ConnectorField,
  config: Record<string, string>,
): boolean => (field.visibleWhen ?? []).every((condition) => holds(spec, condition, config))

/** First instance name of the spec that is not taken. */
export const nextConnectorName = (spec: ConnectorSpec, taken: readonly string[]): string => {
  for (let n = 0; ; n++) {
    const name = `${spec.defaultNamePrefix}_${n}`
    if (!taken.includes(name)) return name
  }
}
