// How what a plugin says of itself becomes a spec like those that are built in.
import { connectorSpecs } from '../catalog'
import { converterSwitches } from '../catalog/converter-fields'
import { formatField } from '../catalog/format-field'
import {
  authenticationStep,
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
  sinkSteps,
  sinkStepsWithoutAuthentication,
  topicsChoice,
  topicsFields,
} from '../catalog/sink-fields'
import { sourceFields } from '../catalog/source-fields'
import type { ConnectorField, ConnectorSpec, ConnectorType, FieldControl, WizardStep } from '../catalog/spec'
import { pluginSpec, type PluginField } from './plugin-shape'

const controlOf = ({ type, options }: PluginField): FieldControl => {
  if (options) return 'select'
  if (type === 'BOOLEAN') return 'toggle'
  if (type === 'PASSWORD') return 'secret'
  if (type === 'LIST') return 'list'
  return type === 'STRING' ? 'text' : 'number'
}

const fieldOf = (given: PluginField, title: string): ConnectorField => {
  const { group = title, options, min, max, isEditable = true, isConnection = false, ...rest } = given
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
    step: isConnection ? 'authentication' : 'configuration',
    importance: given.required ? 'HIGH' : 'MEDIUM',
    isEditable,
    ...(given.type === 'PASSWORD' && { isSecret: true }),
    ...(options && { options: options.map((value) => ({ value, label: value })) }),
    ...(min === undefined && max === undefined ? {} : { validators: [{ kind: 'range', ...range }] }),
  }
}

const stepsOf = (type: ConnectorType, fields: readonly PluginField[]): readonly WizardStep[] => {
  const connects = fields.some(({ isConnection }) => isConnection)
  if (type === 'sink') return connects ? sinkSteps : sinkStepsWithoutAuthentication
  const [topics, credentials, ...later] = sourceSteps
  return connects && topics && credentials ? [topics, credentials, authenticationStep, ...later] : sourceSteps
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
    steps: stepsOf(type, fields),
    fields: all,
    choices: isSource ? [] : [topicsChoice],
    formats: { key: `${direction}.key.format`, value: `${direction}.data.format` },
    ...(isSource ? {} : { inert: inertSinkProperties }),
    ...(delivery && { delivery }),
    jsonOrder: ['connector.class', 'name'],
  }
}
