'use client'

import { useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { ErrorState } from '@/components/patterns/error-state'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, Facts, type FactItem } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { useDeniedReason } from '@/lib/queries/session'
import { configInForceQuery, configQuery, modeInForceQuery, modeQuery } from '@/lib/queries/subject-settings'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import { CompatibilityDialog } from './compatibility-dialog'
import { ModeDialog } from './mode-dialog'
import { levelWords, modeWords } from './setting-words'

/** Without a subject: the registry's own. */
type Props = { registry: RegistryDto; subject: string | null }

const useMayChange = ({ registry, subject }: Props): string | undefined =>
  useDeniedReason(subject === null ? 'schema-registries:update' : 'subjects:configure', {
    environmentId: registry.spec.environment.id,
    registryId: registry.id,
    ...(subject === null ? {} : { subject }),
  })

export function CompatibilityCard(props: Props) {
  const { registry, subject } = props
  const [isOpen, setIsOpen] = useState(false)
  const own = useQuery(configQuery(registry.id, subject))
  const inForce = useQuery(configInForceQuery(registry.id, subject))
  const denied = useMayChange(props)
  const isOwn = own.data?.compatibilityLevel !== undefined
  const level = inForce.data?.compatibilityLevel ?? 'BACKWARD'
  const words = levelWords[level]
  return (
    <SettingCard
      title="Compatibility"
      editLabel="Change compatibility"
      denied={denied}
      onEdit={() => setIsOpen(true)}
      error={own.error ?? inForce.error}
      onRetry={() => void inForce.refetch()}
      isLoading={own.data === undefined || inForce.data === undefined}
      meaning={words.meaning}
      facts={[
        { label: 'Level', value: words.name },
        ...(subject === null ? [] : [setBy(isOwn)]),
        ...(own.data?.compatibilityGroup
          ? [{ label: 'Compatibility group', value: own.data.compatibilityGroup }]
          : []),
        ...(own.data?.normalize ? [{ label: 'Normalize', value: 'Before comparing and storing' }] : []),
        ...(own.data?.alias ? [{ label: 'Alias of', value: own.data.alias }] : []),
      ]}
    >
      <CompatibilityDialog registry={registry} subject={subject} isOpen={isOpen} onOpenChange={setIsOpen} />
    </SettingCard>
  )
}

export function ModeCard(props: Props) {
  const { registry, subject } = props
  const [isOpen, setIsOpen] = useState(false)
  const own = useQuery(modeQuery(registry.id, subject))
  const inForce = useQuery(modeInForceQuery(registry.id, subject))
  const denied = useMayChange(props)
  const words = modeWords[inForce.data ?? 'READWRITE']
  return (
    <SettingCard
      title="Mode"
      editLabel="Change mode"
      denied={denied}
      onEdit={() => setIsOpen(true)}
      error={own.error ?? inForce.error}
      onRetry={() => void inForce.refetch()}
      isLoading={own.data === undefined || inForce.data === undefined}
      meaning={words.meaning}
      facts={[
        { label: 'Mode', value: words.name },
        ...(subject === null ? [] : [setBy(own.data === inForce.data)]),
      ]}
    >
      {isOpen ? (
        <ModeDialog
          registry={registry}
          subject={subject}
          present={own.data ?? null}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </SettingCard>
  )
}

const setBy = (isOwn: boolean): FactItem => ({
  label: 'Set for',
  value: isOwn ? 'This subject' : 'The registry, or the subject’s context',
})

function SettingCard(props: {
  title: string
  editLabel: string
  denied: string | undefined
  onEdit: () => void
  error: Error | null
  onRetry: () => void
  isLoading: boolean
  meaning: string
  facts: FactItem[]
  children: ReactNode
}) {
  return (
    <Card>
      <CardHeader
        title={props.title}
        aside={
          <Button size="sm" disabledReason={props.denied} disabled={props.isLoading} onClick={props.onEdit}>
            <Pencil aria-hidden="true" />
            {props.editLabel}
          </Button>
        }
      />
      <CardBody className="flex flex-col gap-3">
        {props.error && props.isLoading ? (
          <ErrorState
            className="-my-8"
            title="The setting could not be read"
            error={props.error}
            onRetry={props.onRetry}
          />
        ) : props.isLoading ? (
          <Skeleton className="w-40" />
        ) : (
          <>
            <Facts items={props.facts} />
            <p className="text-muted text-sm">{props.meaning}</p>
          </>
        )}
      </CardBody>
      {props.children}
    </Card>
  )
}
