'use client'

import { useState } from 'react'
import { CodeEditor } from '@/components/patterns/code/code-editor'
import { readError } from '@/components/patterns/error-state'
import { LeaveGuard } from '@/components/patterns/leave-guard'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { parseConnectorJson } from '@/lib/connectors/config/config-json'
import { ApiError } from '@/lib/queries/api'
import { useUpdateConnectorConfig } from '@/lib/queries/connectors'
import { requests } from '@/lib/queries/requests'
import { useDeniedReason } from '@/lib/queries/session'
import type { SettingsProps } from './connector-settings'
import { changesBetween, type SettingChange } from './setting-changes'
import { SettingsDiff } from './settings-diff'
import { useSavedToast } from './use-saved-toast'

const textOf = (config: Record<string, string>): string => JSON.stringify(config, null, 2)

function read(text: string): { config: Record<string, string> } | { problem: string } {
  const parsed = parseConnectorJson(text)
  if (!parsed.ok) return { problem: parsed.message }
  return {
    config: Object.fromEntries(Object.entries(parsed.config).map(([name, value]) => [name, String(value)])),
  }
}

/** All properties as they are given. Covered secrets stay as they are unless another value is typed. */
export function SettingsJson({ connector, spec, place }: SettingsProps) {
  const update = useUpdateConnectorConfig(place, place.name)
  const saved = useSavedToast(place.name)
  const denied = useDeniedReason('connectors:update', {
    environmentId: place.environmentId,
    clusterId: place.clusterId,
    connector: place.name,
  })
  const before = connector.config
  const [text, setText] = useState(() => textOf(before))
  const [changes, setChanges] = useState<SettingChange[] | null>(null)
  const result = read(text)
  const config = 'config' in result ? result.config : before
  const isDirty = text !== textOf(before)
  const save = () =>
    update.mutate(config, {
      onSuccess: saved,
      onSettled: () => setChanges(null),
    })
  return (
    <form
      noValidate
      className="flex min-w-0 flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if ('config' in result) setChanges(changesBetween(spec, before, config))
      }}
    >
      {update.error ? <Refusal error={update.error} /> : null}
      <Field label="Configuration" error={'problem' in result ? result.problem : undefined}>
        <CodeEditor value={text} onChange={setText} language="json" height="lg" />
      </Field>
      <div className="flex items-center gap-2">
        <Button
          type="submit"
          variant="primary"
          disabled={!isDirty || 'problem' in result}
          {...(denied ? { disabledReason: denied } : {})}
        >
          Review changes
        </Button>
        <Button disabled={!isDirty} onClick={() => setText(textOf(before))}>
          Discard
        </Button>
      </div>
      <SettingsDiff
        changes={changes}
        requests={[requests.connectors.updateConfig(place, place.name, config)]}
        isSaving={update.isPending}
        onClose={() => setChanges(null)}
        onSave={save}
      />
      <LeaveGuard isActive={isDirty && !update.isSuccess} text="Your changes are not saved." />
    </form>
  )
}

function Refusal({ error }: { error: unknown }) {
  const fields = error instanceof ApiError ? error.fields : []
  return (
    <Banner tone="danger" title="These settings cannot be used">
      {fields.length === 0 ? (
        readError(error).message
      ) : (
        <ul className="flex flex-col gap-1">
          {fields.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code className="font-mono text-xs">{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </Banner>
  )
}
