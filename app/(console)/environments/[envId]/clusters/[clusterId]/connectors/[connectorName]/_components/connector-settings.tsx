'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { readError } from '@/components/patterns/error-state'
import { showServerErrors } from '@/components/patterns/form'
import { LeaveGuard } from '@/components/patterns/leave-guard'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, Facts } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import type { ConnectorSpec, StepId } from '@/lib/connectors/catalog/spec'
import { connectorJsonText } from '@/lib/connectors/config-json'
import { SECRET_MASK } from '@/lib/connectors/read-config'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import { connectorQuery, useUpdateConnectorConfig } from '@/lib/queries/connectors'
import { requests } from '@/lib/queries/requests'
import { useDeniedReason } from '@/lib/queries/session'
import { ConfigForm } from '../../_components/config-form'
import { problemsOf, readableRefusal } from '../../_components/field-problems'
import { configOf, formValuesOf, shortLabel, type FormValues } from '../../_components/form-values'
import { CredentialSettings } from './credential-settings'
import { SettingsDiff, type SettingChange } from './settings-diff'

type Place = { environmentId: string; clusterId: string; name: string }

export function ConnectorSettings(place: Place) {
  const { data } = useQuery(connectorQuery(place.clusterId, place.name))
  const spec = data && findConnectorSpec(data.connector_class)
  // A change from elsewhere starts the form anew; otherwise it would overwrite that change unseen.
  return data && spec ? (
    <SettingsForm key={JSON.stringify(data.config)} connector={data} spec={spec} place={place} />
  ) : null
}

const editedSteps: readonly StepId[] = ['credentials', 'authentication', 'configuration', 'sizing']

function SettingsForm(props: { connector: ConnectorDetailDto; spec: ConnectorSpec; place: Place }) {
  const { connector, spec, place } = props
  const update = useUpdateConnectorConfig(place, place.name)
  const denied = useDeniedReason('connectors:update', {
    environmentId: place.environmentId,
    clusterId: place.clusterId,
    connector: place.name,
  })
  const [changes, setChanges] = useState<SettingChange[] | null>(null)
  const form = useForm<FormValues>({ defaultValues: formValuesOf(spec, connector.config) })
  const { isDirty, errors } = form.formState
  const before = connector.config
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
      toast.success('Settings saved', { description: `${place.name} restarts with them.` })
    } catch (error) {
      setChanges(null)
      const rest = showServerErrors(form, readableRefusal(spec, error, editedSteps))
      if (rest) form.setError('root', { message: rest || readError(error).message })
    }
  }
  return (
    <form
      noValidate
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,37.5rem)_minmax(0,1fr)]"
      onSubmit={(event) => {
        event.preventDefault()
        review()
      }}
    >
      <div className="flex min-w-0 flex-col gap-6">
        {errors.root ? <Banner tone="danger">{errors.root.message}</Banner> : null}
        <CredentialSettings form={form} />
        <ConfigForm spec={spec} control={form.control} step="configuration" isEditing />
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
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <FixedSettings connector={connector} spec={spec} />
        <CodeBlock
          label="Connector JSON"
          title="JSON"
          language="json"
          text={connectorJsonText(spec, before)}
          downloadName={`${place.name}.json`}
        />
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

function FixedSettings({ connector, spec }: { connector: ConnectorDetailDto; spec: ConnectorSpec }) {
  const items = spec.fields.flatMap((field) => {
    const value = connector.config[field.name]
    return field.isEditable || value === undefined ? [] : [{ label: shortLabel(field), value }]
  })
  return (
    <Card>
      <CardHeader title="Fixed since launch" />
      <CardBody>
        <Facts items={items} />
      </CardBody>
    </Card>
  )
}

function changesBetween(
  spec: ConnectorSpec,
  before: Record<string, string>,
  after: Record<string, string>,
): SettingChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => {
    const field = spec.fields.find((one) => one.name === name)
    const from = before[name] ?? field?.default ?? ''
    const to = after[name] ?? field?.default ?? ''
    if (from === to) return []
    const show = (value: string): string => (field?.isSecret && value !== '' ? SECRET_MASK : value)
    return [
      {
        name,
        label: field ? shortLabel(field) : name,
        from: show(from),
        to: field?.isSecret ? 'replaced' : to,
      },
    ]
  })
}
