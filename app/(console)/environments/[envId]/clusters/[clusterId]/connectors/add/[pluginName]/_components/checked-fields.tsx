'use client'

import { useCallback, type ReactNode } from 'react'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { FieldCheckContext } from '../../../_components/field-check'
import type { FormValues } from '../../../_components/form-values'
import { serverCheck } from './server-check'
import { useFieldChecks } from './use-field-checks'
import { useWizardScope } from './wizard-context'

/** Fields in here are checked as one leaves them. */
export function CheckedFields({
  form,
  children,
}: Pick<WizardStepProps<FormValues>, 'form'> & { children: ReactNode }) {
  const { spec, place } = useWizardScope()
  const { environmentId, clusterId } = place
  const ask = useCallback(
    async (values: FormValues) =>
      (await serverCheck({ spec, place: { environmentId, clusterId } }, values)).problems,
    [spec, environmentId, clusterId],
  )
  const check = useFieldChecks(spec, form, ask)
  return <FieldCheckContext value={check}>{children}</FieldCheckContext>
}
