// Validates a connector's configuration field by field, in either dialect. Never throws for bad input: what is wrong stands at
// its field. Pure: the wizard calls it at every change; what only the server can know comes from validate.ts.
import { canonicalConfig, type CanonicalConfig } from '../config/canonical-config'
import {
  defaultIn,
  isFieldVisible,
  optionsIn,
  type ComposedProperty,
  type ConnectorField,
  type ConnectorSpec,
} from '../catalog/spec'
import { checkField } from './check-field'
import { partsOf } from '../config/composed-property'
import { completeConfig, configProblems } from './config-rules'
import {
  isMasked,
  nameInDialect,
  readConfigValues,
  SECRET_MASK,
  type ConfigProblem,
  type ConnectorConfig,
} from '../config/config-values'
import { configWarnings } from './unknown-names'
import {
  composedInfo,
  definitionOf,
  strayInfo,
  type ConfigInfo,
  type ConfigValidation,
  type ValidationContext,
} from './validation-shape'

class Validation {
  private readonly canonical: CanonicalConfig
  private readonly given: ConnectorConfig
  private readonly complete: ConnectorConfig
  private readonly context: ValidationContext
  private readonly problems: readonly ConfigProblem[]
  private readonly composed: readonly ComposedProperty[]
  private readonly parts: ReadonlySet<string>
  private readonly orders = new Map<string, number>()

  constructor(
    private readonly spec: ConnectorSpec,
    input: Record<string, unknown>,
    context: ValidationContext,
  ) {
    const read = readConfigValues(input)
    this.given = read.config
    this.canonical = canonicalConfig(spec, read.config)
    this.complete = completeConfig(spec, this.canonical)
    const { current } = context
    this.context = current ? { ...context, current: canonicalConfig(spec, current).fields } : context
    this.composed = this.canonical.dialect === 'self-managed' ? (spec.composed ?? []) : []
    this.parts = new Set(this.composed.flatMap(partsOf))
    this.problems = [...read.problems, ...configProblems(spec, read.config, this.canonical, this.complete)]
  }

  answer(): ConfigValidation {
    const { spec, canonical } = this
    const infos = spec.fields.flatMap((field) => [
      ...this.composed
        .filter((property) => partsOf(property)[0] === field.name)
        .map((property) => this.composedInfo(property)),
      ...this.infoOf(field),
    ])
    const placed = new Set(infos.map((info) => info.value.name))
    const homeless = this.problems.filter(
      ({ name }) => !placed.has(name) && !spec.fields.some((field) => this.isOf(field, name)),
    )
    const { className: managed, selfManagedClassName } = spec
    return {
      name: canonical.dialect === 'managed' ? managed : (selfManagedClassName ?? managed),
      groups: [...new Set(spec.fields.map((field) => field.group))],
      error_count: infos.reduce((sum, info) => sum + info.value.errors.length, homeless.length),
      configs: [...infos, ...homeless.map(strayInfo)],
      warnings: configWarnings(spec, canonical),
    }
  }

  /** Whether a problem of this name belongs to the field, under the name it was given. */
  private isOf(field: ConnectorField, name: string): boolean {
    return field.name === name || this.canonical.spelling[field.name] === name
  }

  private orderIn(group: string): number {
    const order = (this.orders.get(group) ?? 0) + 1
    this.orders.set(group, order)
    return order
  }

  private messagesAt(isHere: (name: string) => boolean): string[] {
    return this.problems.filter(({ name }) => isHere(name)).map(({ message }) => message)
  }

  private errorsOf(field: ConnectorField): string[] {
    const { spec, canonical, complete, context } = this
    return [
      ...this.messagesAt((name) => this.isOf(field, name)),
      ...checkField(spec, field, { given: canonical.fields, complete }, canonical.dialect, context),
    ]
  }

  private infoOf(field: ConnectorField): ConfigInfo[] {
    const { dialect, fields, spelling } = this.canonical
    const name = nameInDialect(field, dialect) ?? spelling[field.name]
    if (name === undefined || this.parts.has(field.name)) return []
    const value = fields[field.name] ?? defaultIn(field, dialect) ?? null
    return [
      {
        definition: definitionOf(field, name, this.orderIn(field.group), dialect),
        value: {
          name,
          value: field.isSecret && value ? SECRET_MASK : value,
          recommended_values: this.recommendedOf(field),
          errors: this.errorsOf(field),
          visible: field.control !== 'none' && isFieldVisible(this.spec, field, this.complete),
        },
        metadata: {},
      },
    ]
  }

  private composedInfo(property: ComposedProperty): ConfigInfo {
    const { spec, given, canonical } = this
    const name = property.selfManagedName
    const parts = spec.fields.filter((field) => partsOf(property).includes(field.name))
    const isWhole = parts.every((field) => (canonical.fields[field.name] ?? '') !== '')
    const value = given[name] ?? ''
    const own = this.messagesAt((at) => at === name)
    const missing = `${property.label} is required, such as ${property.example}.`
    const inParts = () => (isWhole ? parts.flatMap((field) => this.errorsOf(field)) : [missing])
    const errors = own.length > 0 || isMasked(value) ? own : inParts()
    const orderIn = (group: string): number => this.orderIn(group)
    return composedInfo(spec, property, { given: given[name] ?? null, errors, orderIn })
  }

  private recommendedOf(field: ConnectorField): string[] {
    if (field.control === 'topic' || field.control === 'topics') return [...(this.context.topics ?? [])]
    const options = optionsIn(field, this.canonical.dialect) ?? field.recommended ?? []
    return options.map((option) => option.value)
  }
}

export const validateConnectorConfig = (
  spec: ConnectorSpec,
  input: Record<string, unknown>,
  context: ValidationContext,
): ConfigValidation => new Validation(spec, input, context).answer()
