'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { DeleteApiKeyDialog } from '@/components/api-keys/delete-api-key-dialog'
import { ErrorState } from '@/components/patterns/error-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { TileSkeletons } from '@/components/patterns/tile-skeletons'
import { Time, useNow } from '@/components/patterns/time'
import { Button } from '@/components/ui/button'
import { Card, CardBody, Facts } from '@/components/ui/card'
import { Combobox } from '@/components/ui/combobox'
import { CopyableId } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Status } from '@/components/ui/status'
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import { paths } from '@/lib/paths'
import { liveApiKeysQuery } from '@/lib/queries/api-keys'
import { useAccountNames } from '@/lib/queries/users'
import { accessCrumbs } from '../../../../_components/access-header'
import { environmentOfKey } from '../../../../_components/account-key-table'
import { SecondKeyDialog } from './second-key-dialog'
import { Step } from './step'

const quietMs = 10 * 60_000

/** A second key, clients moved to it, the first one quiet, the first one deleted: with the last use of both, live. */
export function RotateKey({ id }: { id: string }) {
  const router = useRouter()
  const { data: keys, error, refetch } = useQuery(liveApiKeysQuery)
  const nameOf = useAccountNames()
  const [secondId, setSecondId] = useQueryState('second', parseAsString)
  const [open, setOpen] = useState<'create' | 'delete' | null>(null)
  const first = keys?.find((key) => key.id === id)
  const second = keys?.find((key) => key.id === secondId)
  const isQuiet = useIsQuiet(first)
  const head = (
    <PageHeader
      title="Rotate API key"
      breadcrumb={accessCrumbs({ label: 'API keys', href: paths.accessApiKeys }, { label: `Rotate ${id}` })}
      {...(first ? { facts: `of ${nameOf(first.spec.owner.id)}` } : {})}
    />
  )
  if (!first)
    return (
      <Page>
        {head}
        {error ? (
          <ErrorState title="The key could not be read" error={error} onRetry={() => void refetch()} />
        ) : keys ? (
          <ErrorState title="This key does not exist" hint="It may have been deleted already." />
        ) : (
          <div className="grid max-w-240 gap-4 md:grid-cols-2">
            <TileSkeletons count={2} />
          </div>
        )}
      </Page>
    )
  const others = (keys ?? []).filter(
    (key) =>
      key.id !== id &&
      key.spec.owner.id === first.spec.owner.id &&
      key.spec.resource.id === first.spec.resource.id,
  )
  return (
    <Page>
      {head}
      <div className="grid max-w-240 gap-4 md:grid-cols-2">
        <KeyCard title="First key" apiKey={first} />
        {second ? (
          <KeyCard title="Second key" apiKey={second} />
        ) : (
          <Card className="flex min-h-36 items-center justify-center border-dashed p-4">
            <span className="text-faint text-sm">The second key is not there yet.</span>
          </Card>
        )}
      </div>
      <ol className="flex max-w-180 flex-col gap-5 pt-2">
        <Step number={1} title="Make a second key" isDone={second !== undefined}>
          <p>Of the same account and for the same resource. Both work from then on.</p>
          <div className="flex flex-wrap items-end gap-2">
            <Button {...(second ? {} : { variant: 'primary' })} onClick={() => setOpen('create')}>
              <Plus aria-hidden="true" />
              Create second key
            </Button>
            {others.length > 0 ? (
              <Field label="Or one that is there" className="w-64">
                <Combobox
                  value={secondId ?? undefined}
                  onValueChange={(next) => void setSecondId(next)}
                  noun="keys"
                  placeholder="Choose a key"
                  options={others.map(({ id: value, spec }) => ({
                    value,
                    label: value,
                    hint: spec.description || spec.display_name,
                  }))}
                />
              </Field>
            ) : null}
          </div>
        </Step>
        <Step number={2} title="Move clients to it" isDone={second?.status.last_used_at !== undefined}>
          <p>Put key and secret where clients and connectors read them, and start these again.</p>
          {second ? <LastUse label="Second key last used" apiKey={second} /> : null}
        </Step>
        <Step number={3} title="Watch the first key go quiet" isDone={second !== undefined && isQuiet}>
          <p>
            When nobody has used it for ten minutes, no client is left on it. Programs that run rarely need
            longer.
          </p>
          <LastUse label="First key last used" apiKey={first} />
        </Step>
        <Step number={4} title="Delete the first key" isDone={false}>
          <Button variant="danger-quiet" className="w-fit" onClick={() => setOpen('delete')}>
            Delete key
          </Button>
        </Step>
      </ol>
      {open === 'create' ? (
        <SecondKeyDialog
          first={first}
          environmentId={environmentOfKey(first)}
          onClose={(made) => {
            setOpen(null)
            if (made) void setSecondId(made)
          }}
        />
      ) : null}
      {open === 'delete' ? (
        <DeleteApiKeyDialog
          apiKey={first}
          environmentId={environmentOfKey(first)}
          onClose={() => setOpen(null)}
          onDeleted={() => router.push(paths.accessApiKeys)}
        />
      ) : null}
    </Page>
  )
}

function useIsQuiet(key: ApiKeyDto | undefined): boolean {
  const now = useNow()
  const used = key?.status.last_used_at
  return key !== undefined && (used === undefined || now - Date.parse(used) > quietMs)
}

function KeyCard({ title, apiKey }: { title: string; apiKey: ApiKeyDto }) {
  return (
    <Card>
      <CardBody className="pt-4">
        <h2 className="pb-3 text-base font-medium">{title}</h2>
        <Facts
          items={[
            { label: 'Key', value: <CopyableId id={apiKey.id} className="-my-0.75" /> },
            { label: 'Description', value: apiKey.spec.description || apiKey.spec.display_name || 'None' },
            { label: 'Created', value: <Time value={apiKey.metadata.created_at} /> },
            { label: 'Last used', value: <Time value={apiKey.status.last_used_at} fallback="Never" /> },
          ]}
        />
      </CardBody>
    </Card>
  )
}

function LastUse({ label, apiKey }: { label: string; apiKey: ApiKeyDto }) {
  const isQuiet = useIsQuiet(apiKey)
  return (
    <p className="flex flex-wrap items-center gap-x-3">
      <Status tone={isQuiet ? 'paused' : 'running'}>{isQuiet ? 'Quiet' : 'In use'}</Status>
      <span>
        {label} <Time value={apiKey.status.last_used_at} fallback="never" />
      </span>
    </p>
  )
}
