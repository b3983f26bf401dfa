// The spec's own validation with a form's eyes.
import { z } from 'zod'
import type { ConnectorField, ConnectorSpec, StepId } from '@/lib/connectors/catalog/spec'
import { validateConnectorConfig } from '@/lib/connectors/validation/validate-config'
import type { ValidationContext } from '@/lib/connectors/validation/validation-shape'
import { ApiError } from '@/lib/queries/api'
import { choicePath, configOf, shortLabel, toPath, type FormValues } from './form-values'

export type FieldProblem = { path: string; message: string }

export function problemsOf(
  spec: ConnectorSpec,
  values: FormValues,
  steps: readonly StepId[],
  context: ValidationContext,
): FieldProblem[] {
  const { configs } = validateConnectorConfig(spec, configOf(spec, values), context)
  const missing = missingChoices(spec, values)
  return configs.flatMap(({ value }) => {
    const field = spec.fields.find(({ name }) => name === value.name)
    if (!field || !steps.includes(field.step)) return []
    const choice = missing.find(({ alternatives }) => alternatives.includes(value.name))
    if (choice) return value.name === choice.chosen.name ? [emptyChoice(field)] : []
    return value.errors.slice(0, 1).map((message) => ({ path: toPath(value.name), message }))
  })
}

/** Choices whose chosen field is still empty: the message belongs to that field, not to the first alternative. */
function missingChoices(spec: ConnectorSpec, values: FormValues) {
  return spec.choices.flatMap(({ id, alternatives }) => {
    const chosen = spec.fields.find(({ name }) => name === values[choicePath(id)])
    const isEmpty = chosen !== undefined && (values[toPath(chosen.name)] ?? '').trim() === ''
    return isEmpty ? [{ chosen, alternatives: alternatives.map(({ field }) => field) }] : []
  })
}

const emptyChoice = ({ name, label, control }: ConnectorField): FieldProblem => ({
  path: toPath(name),
  message: control === 'tiles' || control === 'cards' ? `${label}.` : `${label} is required.`,
})

/** A schema for one step of the wizard. */
export const stepSchema = (spec: ConnectorSpec, step: StepId, context: ValidationContext): z.ZodType =>
  z.record(z.string(), z.string()).superRefine((values, issue) => {
    for (const { path, message } of problemsOf(spec, values, [step], context))
      issue.addIssue({ code: 'custom', path: [path], message })
  })

/** The server's problems: those at shown fields under the form's names, the others as one sentence each. */
export function readableRefusal(spec: ConnectorSpec, error: unknown, shown: readonly StepId[]): unknown {
  if (!(error instanceof ApiError) || error.fields.length === 0) return error
  const isShown = ({ path }: FieldProblem): boolean => {
    const field = spec.fields.find(({ name }) => name === path)
    return field !== undefined && shown.includes(field.step)
  }
  const label = (path: string): string => {
    const field = spec.fields.find(({ name }) => name === path)
    return field ? shortLabel(field) : path
  }
  const others = error.fields.filter((field) => !isShown(field))
  const text = others.map(({ path, message }) => `${label(path)}: ${message}`).join(' ')
  const fields = [
    ...error.fields.filter(isShown).map(({ path, message }) => ({ path: toPath(path), message })),
    ...(text === '' ? [] : [{ path: '', message: text }]),
  ]
  return new ApiError(error.status, text || error.message, fields, error.requestId)
}
