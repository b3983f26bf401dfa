'use client'

import { useMutation } from '@tanstack/react-query'
import { PlugZap } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { readError } from '@/components/patterns/error-state'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { ConfigForm } from '../../../_components/config-form'
import { problemsOf } from '../../../_components/field-problems'
import type { FormValues } from '../../../_components/form-values'
import { CheckedFields } from './checked-fields'
import { serverCheck, stepOfField } from './server-check'
import { useWizardScope } from './wizard-context'

/** Where the data goes to or comes from, and whether it can be reached. */
export function AuthenticationStep({ form }: WizardStepProps<FormValues>) {
  const { spec } = useWizardScope()
  const step = spec.steps.find(({ id }) => id === 'authentication')
  return (
    <>
      <div>
        <h2 className="text-base font-medium">{step?.heading}</h2>
        {step?.help ? <p className="text-muted text-sm">{step.help}</p> : null}
      </div>
      <CheckedFields form={form}>
        <ConfigForm spec={spec} control={form.control} step="authentication" />
      </CheckedFields>
      <ConnectionTest form={form} />
    </>
  )
}

/** A dry connection with what is filled in: nothing is written. It names the first layer that fails, at its field. */
function ConnectionTest({ form }: Pick<WizardStepProps<FormValues>, 'form'>) {
  const { spec, place } = useWizardScope()
  // Fields that the last test put its verdict at.
  const told = useRef<string[]>([])
  const test = useMutation({
    mutationFn: (values: FormValues) => serverCheck({ spec, place }, values, true),
    gcTime: 0,
    onSuccess: ({ problems }, values) => {
      // The answer may be of values that were changed while it was on its way.
      if (JSON.stringify(values) !== JSON.stringify(form.getValues())) return
      const own = problems.filter(({ path }) => stepOfField({ spec }, path) === 'authentication')
      told.current = own.map(({ path }) => path)
      own.forEach(({ path, message }, index) =>
        form.setError(path, { type: 'field', message }, { shouldFocus: index === 0 }),
      )
    },
  })
  const { reset, data, isPending } = test
  // What was found out holds for those values only.
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: () => {
          reset()
          form.clearErrors(told.current.splice(0))
        },
      }),
    [form, reset],
  )
  const start = () => {
    const problems = problemsOf(spec, form.getValues(), ['authentication'], { mode: 'create' })
    form.clearErrors()
    problems.forEach(({ path, message }, index) =>
      form.setError(path, { type: 'field', message }, { shouldFocus: index === 0 }),
    )
    if (problems.length === 0) test.mutate({ ...form.getValues() })
  }
  const connection = data?.connection
  // A table that is missing can still be made by the settings that come next.
  const isOfLaterStep =
    connection?.ok === false &&
    connection.field !== undefined &&
    stepOfField({ spec }, connection.field) !== 'authentication'
  const verdict = useRef<HTMLDivElement>(null)
  const isTold = test.isError || connection !== undefined
  useEffect(() => {
    if (isTold) verdict.current?.scrollIntoView({ block: 'nearest' })
  }, [isTold])
  return (
    <div ref={verdict} className="flex scroll-mb-20 flex-col items-start gap-3" aria-live="polite">
      <Button isLoading={isPending} onClick={start}>
        <PlugZap aria-hidden="true" />
        Test connection
      </Button>
      {connection ? <Verdict connection={connection} isOfLaterStep={isOfLaterStep} /> : null}
      {test.isError ? (
        <Banner tone="danger" title="The connection was not tested" className="w-full">
          {readError(test.error).message}
        </Banner>
      ) : null}
    </div>
  )
}

type Connection = NonNullable<Awaited<ReturnType<typeof serverCheck>>['connection']>

function Verdict({ connection, isOfLaterStep }: { connection: Connection; isOfLaterStep: boolean }) {
  if (connection.ok)
    return (
      <Banner tone="ok" title="The connection works" className="w-full">
        {connection.detail}
      </Banner>
    )
  if (isOfLaterStep)
    return (
      <Banner tone="ok" title="The connection works" className="w-full">
        To settle in the next step: {connection.message}
      </Banner>
    )
  return (
    <Banner tone="danger" title={`The connection fails: ${connection.layer}`} className="w-full">
      {connection.message}
    </Banner>
  )
}
