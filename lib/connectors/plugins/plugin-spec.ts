// What a connector of one's own says of itself, and how that becomes a spec like those that are built in.
import { z } from 'zod'
import { connectorSpecs } from '../catalog'
import { converterSwitches } from '../catalog/converter-fields'
import { formatField } from '../catalog/format-field'
import {
  autoRestartField,
  credentialFields,
  identityFields,
  placementFields,
  sourceSteps,
  tasksField,
  topicField,
} from '../catalog/shared-fields'
import {
  inertSinkProperties,
  sinkFields,
  sinkStepsWithoutAuthentication,
  topicsChoice,
  topicsFields,
} from '../catalog/sink-fields'
import { sourceFields } from '../catalog/source-fields'
import type { ConnectorField, ConnectorSpec, FieldControl } from '../catalog/spec'

const field = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9._-]*$/, 'has letters, digits, dots, hyphens and underscores only'),
  type: z.enum(['STRING', 'INT', 'LONG', 'DOUBLE', 'BOOLEAN', 'LIST', 'PASSWORD']),
  label: z.string().min(1),
  help: z.string().min(1),
  group: z.string().min(1).optional(),
  default: z.string().optional(),
  required: z.boolean().optional(),
  placeholder: z.string().optional(),
  /** The only values allowed. */
  options: z.array(z.string()).min(1).optional(),
  isAdvanced: z.boolean().optional(),
  /** False: fixed once launched. */
  isEditable: z.boolean().optional(),
  /** Of INT, LONG and DOUBLE. */
  min: z.number().optional(),
  max: z.number().optional(),
})

const pluginSpec = z.strictObject({
  className: z.string().regex(/^[A-Za-z]\w{2,99}$/, 'is a name of letters, digits and underscores'),
  type: z.enum(['source', 'sink']),
  title: z.string().min(1).max(60),
  subtitle: z.string().max(100).optional(),
  description: z.string().max(500),
  keywords: z.array(z.string()).optional(),
  fields: z.array(field).optional(),
  delivery: z.enum(['exactly-once', 'at-least-once']).optional(),
})

/** The connector's own properties; those that all connectors have are added. */
export type PluginSpec = z.infer<typeof pluginSpec>
type PluginField = z.infer<typeof field>

const controlOf = ({ type, options }: PluginField): FieldControl => {
  if (options) return 'select'
  if (type === 'BOOLEAN') return 'toggle'
  if (type === 'PASSWORD') return 'secret'
  if (type === 'LIST') return 'list'
  return type === 'STRING' ? 'text' : 'number'
}

const fieldOf = (given: PluginField, title: string): ConnectorField => {
  const { group = title, options, min, max, isEditable = true, ...rest } = given
  const range = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
  // What is not given is not there: the types tell undefined from absent.
  const parts = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    ...parts,
    name: given.name,
    type: given.type,
    label: given.label,
    help: given.help,
    group,
    control: controlOf(given),
    step: 'configuration',
    importance: given.required ? 'HIGH' : 'MEDIUM',
    isEditable,
    ...(given.type === 'PASSWORD' && { isSecret: true }),
    ...(options && { options: options.map((value) => ({ value, label: value })) }),
    ...(min === undefined && max === undefined ? {} : { validators: [{ kind: 'range', ...range }] }),
  }
}

const refuseTaken = (className: string): void => {
  const taken = connectorSpecs.some(({ className: managed, selfManagedClassName: full }) =>
    [
      managed,
      full,
      full?.split('.').at(-1),
      full
        ?.split('.')
        .at(-1)
        ?.replace(/Connector$/, ''),
    ].includes(className),
  )
  if (taken) throw new Error(`className "${className}" is that of a built-in connector.`)
}

/** @throws Error with words for people */
export function completeSpec(given: unknown, runtime: string): ConnectorSpec {
  const parsed = pluginSpec.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`spec.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not as expected'}`)
  }
  const { className, type, title, fields = [], delivery, ...spec } = parsed.data
  refuseTaken(className)
  const isSource = type === 'source'
  const direction = isSource ? 'output' : 'input'
  const own = fields.map((one) => fieldOf(one, title))
  const all: ConnectorField[] = [
    ...identityFields(className),
    ...credentialFields,
    ...placementFields,
    ...(isSource ? [{ ...topicField, selfManagedName: 'topic', aliases: ['topic'] }] : topicsFields),
    formatField('value', direction),
    formatField('key', direction),
    ...own,
    ...converterSwitches(type, 'value', `${direction}.data.format`),
    ...converterSwitches(type, 'key', `${direction}.key.format`),
    ...(isSource ? sourceFields : sinkFields),
    autoRestartField,
    tasksField,
  ]
  const twice = own.find(({ name }) => all.filter((one) => one.name === name).length > 1)
  if (twice)
    throw new Error(`spec.fields: "${twice.name}" is there twice, or is one that all connectors have.`)
  return {
    className,
    selfManagedClassName: null,
    runtime,
    type,
    title,
    subtitle: spec.subtitle ?? `${title} ${isSource ? 'Source' : 'Sink'}`,
    description: spec.description,
    badges: ['Custom'],
    keywords: spec.keywords ?? [],
    defaultNamePrefix: className,
    steps: isSource ? sourceSteps : sinkStepsWithoutAuthentication,
    fields: all,
    choices: isSource ? [] : [topicsChoice],
    formats: { key: `${direction}.key.format`, value: `${direction}.data.format` },
    ...(isSource ? {} : { inert: inertSinkProperties }),
    ...(delivery && { delivery }),
    jsonOrder: ['connector.class', 'name'],
  }
}
