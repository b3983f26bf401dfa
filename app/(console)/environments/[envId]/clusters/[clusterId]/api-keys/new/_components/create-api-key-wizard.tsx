'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { z } from 'zod'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { Wizard } from '@/components/patterns/wizard/wizard'
import type { WizardStep } from '@/components/patterns/wizard/wizard-types'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { createApiKeyInput } from '@/lib/api-keys/schema'
import { paths } from '@/lib/paths'
import { useCreateApiKey } from '@/lib/queries/api-keys'
import { clustersQuery } from '@/lib/queries/clusters'
import { AccountStep } from './account-step'
import { DetailStep } from './detail-step'
import { DownloadStep } from './download-step'
import { ScopeStep } from './scope-step'
import type { ApiKeyForm } from './api-key-form'

const input = createApiKeyInput.shape.spec.shape
const accountSchema = z.object({ account: z.literal('MY_ACCOUNT', 'Choose an account.') })
const scopeSchema = z.object({
  environmentId: z.string().min(1, 'Choose an environment.'),
  clusterId: z.string().min(1, 'Choose a cluster.'),
})
const detailSchema = z.object({ displayName: input.display_name, description: input.description })

type Props = { environmentId: string; clusterId: string }

/** Account, resource scope, detail, download. The secret lives in this component's memory and nowhere else. */
export function CreateApiKeyWizard({ environmentId, clusterId }: Props) {
  const router = useRouter()
  const list = paths.apiKeys(environmentId, clusterId)
  const crumbs = useClusterCrumbs(
    environmentId,
    clusterId,
    { label: 'API keys', href: list },
    { label: 'Create API key' },
  )
  const { mutateAsync: createApiKey } = useCreateApiKey()
  const steps: WizardStep<ApiKeyForm>[] = [
    {
      id: 'account',
      title: 'Account',
      schema: accountSchema,
      Component: AccountStep,
      summary: () => [{ label: 'Account', value: 'My account' }],
    },
    {
      id: 'scope',
      title: 'Resource scope',
      schema: scopeSchema,
      Component: ScopeStep,
      summary: (values) => [
        { label: 'Resource', value: 'Kafka cluster' },
        { label: 'Cluster', value: <ClusterName {...values} /> },
      ],
    },
    {
      id: 'detail',
      title: 'API key detail',
      schema: detailSchema,
      Component: DetailStep,
      summary: ({ displayName, description }) => [
        ...(displayName ? [{ label: 'Name', value: displayName }] : []),
        ...(description ? [{ label: 'Description', value: description }] : []),
      ],
      continueLabel: 'Create API key',
      onContinue: async (values, form) => {
        form.setValue('created', await createApiKey(values))
      },
      isPointOfNoReturn: true,
    },
    {
      id: 'download',
      title: 'API key download',
      schema: z.unknown(),
      Component: DownloadStep,
      summary: ({ created }) =>
        created ? [{ label: 'Key', value: <span className="font-mono text-xs">{created.id}</span> }] : [],
    },
  ]
  return (
    <Wizard<ApiKeyForm>
      title="Create API key"
      header={<Breadcrumb items={crumbs} />}
      steps={steps}
      defaultValues={{
        account: 'MY_ACCOUNT',
        resource: 'KAFKA',
        environmentId,
        clusterId,
        displayName: '',
        description: '',
        created: null,
      }}
      draftKey={`api-key.${clusterId}`}
      secretFields={['created']}
      finishLabel="Complete"
      onFinish={async (values) => router.push(paths.apiKeys(values.environmentId, values.clusterId))}
      cancelHref={list}
    />
  )
}

function ClusterName({ environmentId, clusterId }: { environmentId: string; clusterId: string }) {
  const clusters = useQuery({ ...clustersQuery(environmentId), enabled: environmentId !== '' }).data
  const name = clusters?.find(({ id }) => id === clusterId)?.spec.display_name
  return (
    <>
      {name} <span className="text-muted font-mono text-xs">{clusterId}</span>
    </>
  )
}
