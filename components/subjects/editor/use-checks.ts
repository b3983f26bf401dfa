import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { readError } from '@/components/patterns/error-state'
import { detailsOf, readReport, type CompatibilityReport } from '@/components/subjects/compatibility-report'
import { schemaProblem } from '@/components/subjects/schema-problem'
import { ApiError } from '@/lib/queries/api'
import { checkCompatibility, useRegisterSchema } from '@/lib/queries/subjects'
import type { RegisterInput } from '@/lib/subjects/rest-schema'

/** What the registry says of the schema: of a check, or of a registration that it refused. */
export type Verdict = { report: CompatibilityReport } | { failure: string }

export function useChecks(registryId: string) {
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const check = useMutation({
    mutationFn: ({ subject, input }: { subject: string; input: RegisterInput }) =>
      checkCompatibility(registryId, subject, input),
    onMutate: () => setVerdict(null),
    onSuccess: (answer, { input }) =>
      setVerdict({ report: readReport(input.schemaType, input.schema, answer) }),
    onError: (error, { input }) => setVerdict(verdictOf(error, input)),
  })
  return { verdict, setVerdict, check }
}

/** Registers; null when it was refused, which the verdict then says. */
export function useRegister(registryId: string, subject: string, onVerdict: (verdict: Verdict) => void) {
  const register = useRegisterSchema(registryId, subject)
  return async (input: RegisterInput): Promise<{ version: number | null } | null> => {
    try {
      return { version: (await register.mutateAsync(input)).version ?? null }
    } catch (error) {
      onVerdict(verdictOf(error, input))
      return null
    }
  }
}

export function verdictOf(error: unknown, { schemaType, schema }: RegisterInput): Verdict {
  const { message } = readError(error)
  if (!(error instanceof ApiError)) return { failure: message }
  if (error.status === 409) {
    const messages = detailsOf(message)
    return messages.length > 0
      ? { report: readReport(schemaType, schema, { is_compatible: false, messages }) }
      : { failure: message }
  }
  const isOfSchema = error.status === 422 || (error.status === 400 && isAt(error, 'schema'))
  if (!isOfSchema) return { failure: message }
  const reason = error.fields.find(({ path }) => path === 'schema')?.message ?? message
  const problems = [schemaProblem(schemaType, schema, reason)]
  return { report: { verdict: 'invalid', problems, oldVersion: null, level: null } }
}

const isAt = (error: ApiError, field: string): boolean => error.fields.some(({ path }) => path === field)

/** The reference that a refusal is about, by the subject and version that it names. */
export const refusedReference = (verdict: Verdict | null, input: RegisterInput): number =>
  verdict && 'report' in verdict && verdict.report.verdict === 'invalid'
    ? (input.references ?? []).findIndex(({ subject, version }) =>
        verdict.report.problems.some(({ text }) =>
          text.includes(`reference found for subject "${subject}" and version ${version}`),
        ),
      )
    : -1
