'use client'

import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { readError } from '@/components/patterns/error-state'
import { showServerErrors } from '@/components/patterns/form'
import { LeaveGuard } from '@/components/patterns/leave-guard'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import type { StepId } from '@/lib/connectors/catalog/spec'
import { useUpdateConnectorConfig } from '@/lib/queries/connectors'
import { requests } from '@/lib/queries/requests'
import { useDeniedReason } from '@/lib/queries/session'
import { ConfigForm } from '../../_components/config-form'
import { problemsOf, readableRefusal } from '../../_components/field-problems'
import {
  configOf,
  extrasOf,
  extrasPath,
  extrasText,
  formValuesOf,
  type FormValues,
} from '../../_components/form-values'
import { TransformEditor } from '../../_components/transforms/transform-editor'
import type { SettingsProps } from './connector-settings'
import { CredentialSettings } from './credential-settings'
import { changesBetween, type SettingChange } from './setting-changes'
import { SettingsDiff } from './settings-diff'
import { useSavedToast } from './use-saved-toast'

const editedSteps: readonly StepId[] = ['topics', 'credentials', 'authentication', 'configuration', 'sizing']
const drawnSteps = ['topics', 'authentication', 'configuration'] as const

export function SettingsForm({ connector, spec, place }: SettingsProps) {
  const update = useUpdateConnectorConfig(place, place.name)
  const saved = useSavedToast(place.name)
  const denied = useDeniedReason('connectors:update', {
    environmentId: place.environmentId,
    clusterId: place.clusterId,
    connector: place.name,
  })
  const [changes, setChanges] = useState<SettingChange[] | null>(null)
  const form = useForm<FormValues>({ defaultValues: formValuesOf(spec, connector.config) })
  useWatch({ control: form.control })
  const { isDirty, errors } = form.formState
  const before = connector.config
  const hasOwnKey = (before['kafka.auth.mode'] ?? 'KAFKA_API_KEY') === 'KAFKA_API_KEY'
  const review = () => {
    const values = form.getValues()
    const problems = problemsOf(spec, values, editedSteps, { mode: 'update', current: before })
    form.clearErrors()
    for (const { path, message } of problems) form.setError(path, { message }, { shouldFocus: true })
    if (problems.length === 0) setChanges(changesBetween(spec, before, configOf(spec, values)))
  }
  const save = async () => {
    try {
      await update.mutateAsync(configOf(spec, form.getValues()))
      setChanges(null)
      saved()
    } catch (error) {
      setChanges(null)
      const rest = showServerErrors(form, readableRefusal(spec, error, editedSteps))
      if (rest) form.setError('root', { message: rest || readError(error).message })
    }
  }
  return (
    <form
      noValidate
      className="flex min-w-0 flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        review()
      }}
    >
      {errors.root ? <Banner tone="danger">{errors.root.message}</Banner> : null}
      {hasOwnKey ? <CredentialSettings form={form} /> : null}
      {drawnSteps.map((step) => (
        <ConfigForm key={step} spec={spec} control={form.control} step={step} isEditing />
      ))}
      <TransformEditor
        connectorType={spec.type}
        extras={extrasOf(form.getValues())}
        onChange={(extras) => form.setValue(extrasPath, extrasText(extras), { shouldDirty: true })}
        problem={errors[extrasPath]?.message}
      />
      <ConfigForm spec={spec} control={form.control} step="sizing" isEditing />
      <div className="flex items-center gap-2">
        <Button
          type="submit"
          variant="primary"
          disabled={!isDirty}
          {...(denied ? { disabledReason: denied } : {})}
        >
          Review changes
        </Button>
        <Button disabled={!isDirty} onClick={() => form.reset()}>
          Discard
        </Button>
      </div>
      <SettingsDiff
        changes={changes}
        requests={[requests.connectors.updateConfig(place, place.name, configOf(spec, form.getValues()))]}
        isSaving={update.isPending}
        onClose={() => setChanges(null)}
        onSave={() => void save()}
      />
      <LeaveGuard isActive={isDirty && !update.isSuccess} text="Your changes are not saved." />
    </form>
  )
}
