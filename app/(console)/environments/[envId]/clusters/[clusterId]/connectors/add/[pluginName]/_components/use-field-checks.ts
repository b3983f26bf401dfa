import { useMemo } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { ConnectorField, ConnectorSpec } from '@/lib/connectors/catalog/spec'
import type { FieldCheck } from '../../../_components/field-check'
import { problemsOf, type FieldProblem } from '../../../_components/field-problems'
import { toPath, type FormValues } from '../../../_components/form-values'

type Ask = (values: FormValues) => Promise<FieldProblem[]>

/** Says what is wrong with a field as one leaves it: at once what the browser knows, then what the server finds. */
export function useFieldChecks(spec: ConnectorSpec, form: UseFormReturn<FormValues>, ask: Ask): FieldCheck {
  return useMemo(() => {
    let asked = 0
    const related = ({ name, dependents = [] }: ConnectorField) => [name, ...dependents].map(toPath)
    const show = (paths: readonly string[], problems: readonly FieldProblem[]) => {
      for (const path of paths) {
        const found = problems.find((problem) => problem.path === path)
        if (found) form.setError(path, { type: 'field', message: found.message })
      }
    }
    return {
      onChange: (field) => {
        asked += 1
        form.clearErrors(related(field))
      },
      onLeave: (field) => {
        const values = form.getValues()
        const own = toPath(field.name)
        const isEmpty = (values[own] ?? '') === ''
        if (isEmpty && !form.getFieldState(own).isDirty) return
        const filled = related(field).filter((path) => path === own || (values[path] ?? '') !== '')
        const problems = problemsOf(spec, values, [field.step], { mode: 'create' })
        if (problems.some(({ path }) => path === own)) return show([own], problems)
        asked += 1
        const turn = asked
        void ask(values).then(
          (found) => turn === asked && show(filled, found),
          // A server that is away says so when one goes on.
          () => undefined,
        )
      },
    }
  }, [spec, form, ask])
}
