'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readError } from '@/components/patterns/error-state'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { requests } from '@/lib/queries/requests'
import { configQuery, useSetConfig } from '@/lib/queries/subject-settings'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import type { CompatibilityLevelName, ConfigDto, ConfigInput } from '@/lib/subjects/rest-schema'
import { atRegistry } from './at-registry'
import { CompatibilityChoice } from './compatibility-choice'

type Props = {
  registry: RegistryDto
  /** Null: the registry's own setting. */
  subject: string | null
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Which changes of its schema a subject allows: a level of its own, or the registry's. */
export function CompatibilityDialog(props: Props) {
  const { data: own } = useQuery({
    ...configQuery(props.registry.id, props.subject),
    enabled: props.isOpen,
  })
  return props.isOpen && own !== undefined ? <CompatibilityForm {...props} own={own} /> : null
}

function CompatibilityForm({ registry, subject, own, onOpenChange }: Props & { own: ConfigDto | null }) {
  const { data: whole } = useQuery(configQuery(registry.id, null))
  const set = useSetConfig(registry.id, subject)
  const usual = whole?.compatibilityLevel ?? 'BACKWARD'
  const before = own?.compatibilityLevel ?? (subject === null ? usual : null)
  const [level, setLevel] = useState<CompatibilityLevelName | null>(before)
  const groupBefore = own?.compatibilityGroup ?? ''
  const [group, setGroup] = useState(groupBefore)
  const config: ConfigInput | null =
    level === null
      ? null
      : {
          compatibility: level,
          ...(group === groupBefore ? {} : { compatibilityGroup: group.trim() || null }),
        }
  const isChanged = level !== before || (level !== null && group !== groupBefore)
  const change =
    config === null && subject !== null
      ? requests.subjects.deleteConfig(registry.id, subject)
      : requests.subjects.putConfig(registry.id, subject, config ?? {})
  const close = () => onOpenChange(false)
  return (
    <Dialog
      isOpen
      onOpenChange={onOpenChange}
      title="Compatibility setting"
      size="lg"
      description={`Which changes of ${subject === null ? 'schemas this registry allows where a subject says nothing else' : `its schema ${subject} allows`}. Versions that exist are not checked again.`}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!isChanged}
            isLoading={set.isPending}
            onClick={() => set.mutate(config, { onSuccess: close })}
          >
            Save setting
          </Button>
        </>
      }
    >
      <CompatibilityChoice
        value={level}
        onValueChange={setLevel}
        inherited={subject === null ? undefined : usual}
      />
      {level === null || level === 'NONE' ? null : (
        <Field
          label="Compatibility group"
          isOptional
          hint="The name of a metadata property: only versions that have the same value of it are compared."
        >
          <Input value={group} onChange={(event) => setGroup(event.target.value)} autoComplete="off" />
        </Field>
      )}
      {!isChanged ? null : <ShowAs requests={[atRegistry(registry, change)]} />}
      {set.isError ? <Banner tone="danger">{readError(set.error).message}</Banner> : null}
    </Dialog>
  )
}
