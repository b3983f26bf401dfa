import { zodResolver } from '@hookform/resolvers/zod'
import {
  useForm,
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
} from 'react-hook-form'
import type { z } from 'zod'

/** react-hook-form on a zod schema: checks on submit, then as one types; focuses the first wrong field. */
export function useZodForm<Input extends FieldValues, Output extends FieldValues>(
  schema: z.ZodType<Output, Input>,
  defaultValues: DefaultValues<Input>,
) {
  return useForm<Input, unknown, Output>({
    resolver: zodResolver(schema),
    defaultValues,
    mode: 'onSubmit',
    reValidateMode: 'onChange',
    shouldFocusError: true,
  })
}

type FieldProblem = { path: string; message: string }

/** Puts a refusal of the server at the fields it names. Returns what belongs to no field, for a banner. */
export function showServerErrors<Values extends FieldValues, Output>(
  form: UseFormReturn<Values, unknown, Output>,
  error: unknown,
): string | null {
  const known = form.getValues()
  const problems = readFieldProblems(error)
  const atFields = problems.filter((problem) => (problem.path.split('.')[0] ?? '') in known)
  atFields.forEach((problem, index) =>
    form.setError(
      problem.path as FieldPath<Values>,
      { type: 'server', message: problem.message },
      { shouldFocus: index === 0 },
    ),
  )
  if (problems.length > 0 && atFields.length === problems.length) return null
  const loose = problems.filter((problem) => !atFields.includes(problem)).map((problem) => problem.message)
  if (loose.length > 0) return loose.join(' ')
  return error instanceof Error ? error.message : 'The request failed.'
}

export function readFieldProblems(error: unknown): FieldProblem[] {
  if (typeof error !== 'object' || error === null || !('fields' in error)) return []
  return Array.isArray(error.fields) ? error.fields.filter(isFieldProblem) : []
}

const isFieldProblem = (value: unknown): value is FieldProblem =>
  typeof value === 'object' &&
  value !== null &&
  'path' in value &&
  typeof value.path === 'string' &&
  'message' in value &&
  typeof value.message === 'string'
