'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { z } from 'zod'
import { aclLineProblems } from '@/components/acls/acl-lines'
import { toAclRow, type AclLine } from '@/components/acls/acl-choices'
import { ShowAs } from '@/components/patterns/show-as'
import { Wizard } from '@/components/patterns/wizard/wizard'
import type { WizardStep } from '@/components/patterns/wizard/wizard-types'
import { createApiKeyInput } from '@/lib/api-keys/schema'
import { plural } from '@/lib/format/numbers'
import { useCreateAcls } from '@/lib/queries/acls'
import { createApiKeyRequest, useCreateApiKey } from '@/lib/queries/api-keys'
import { requests, variable } from '@/lib/queries/requests'
import { useCreateServiceAccount } from '@/lib/queries/service-accounts'
import { sessionQuery } from '@/lib/queries/session'
import { createServiceAccountInput } from '@/lib/service-accounts/schema'
import { AccountStep } from './account-step'
import {
  emptyApiKeyForm,
  hasAcls,
  isNewAccount,
  newKeyOf,
  resourceIdOf,
  type ApiKeyForm,
} from './api-key-form'
import { DetailStep } from './detail-step'
import { DownloadStep } from './download-step'
import { ScopeStep } from './scope-step'
import { AccountName, ResourceName } from './summary-names'

const key = createApiKeyInput.shape.spec.shape
const account = createServiceAccountInput.shape

const stop = (issue: z.RefinementCtx, path: (string | number)[], message: string): void =>
  issue.addIssue({ code: 'custom', path, message })

const accountSchema = z.custom<ApiKeyForm>().superRefine((form, issue) => {
  if (form.account === 'MY_ACCOUNT') return
  if (!isNewAccount(form) && form.serviceAccountId === '')
    stop(issue, ['serviceAccountId'], 'Choose a service account.')
  if (!isNewAccount(form)) return
  const name = account.display_name.safeParse(form.newAccountName)
  const description = account.description.safeParse(form.newAccountDescription)
  if (name.error) stop(issue, ['newAccountName'], name.error.issues[0]?.message ?? '')
  if (description.error) stop(issue, ['newAccountDescription'], description.error.issues[0]?.message ?? '')
})

const scopeSchema = z.custom<ApiKeyForm>().superRefine((form, issue) => {
  const isOfPlace = form.resource === 'KAFKA' || form.resource === 'SCHEMA_REGISTRY'
  if (isOfPlace && form.environmentId === '') stop(issue, ['environmentId'], 'Choose an environment.')
  if (form.resource === 'KAFKA' && form.clusterId === '') stop(issue, ['clusterId'], 'Choose a cluster.')
  if (form.resource === 'SCHEMA_REGISTRY' && form.registryId === '')
    stop(issue, ['registryId'], 'Choose a Schema Registry.')
  if (!hasAcls(form)) return
  for (const [path, message] of Object.entries(aclLineProblems(form.acls)))
    stop(issue, ['acls', ...path.split('.')], message)
})

const detailSchema = z.object({ displayName: key.display_name, description: key.description })

type Props = {
  header: ReactNode
  /** What is chosen already: the cluster on whose page one is, an account. */
  defaults?: Partial<ApiKeyForm>
  draftKey: string
  cancelHref: string
  onFinish: (form: ApiKeyForm) => void
}

/** Account, resource scope, detail, download. The secret lives in this component's memory and nowhere else. */
export function ApiKeyWizard({ header, defaults, draftKey, cancelHref, onFinish }: Props) {
  const createKey = useCreate()
  const { data: me } = useQuery(sessionQuery)
  const steps: WizardStep<ApiKeyForm>[] = [
    {
      id: 'account',
      title: 'Account',
      schema: accountSchema,
      Component: AccountStep,
      summary: (form) => [{ label: 'Account', value: <AccountName form={form} /> }],
    },
    {
      id: 'scope',
      title: 'Resource scope',
      schema: scopeSchema,
      Component: ScopeStep,
      summary: (form) => [
        { label: 'Resource', value: <ResourceName form={form} /> },
        ...(hasAcls(form) && form.acls.length > 0
          ? [{ label: 'ACLs', value: plural(form.acls.length, 'ACL') }]
          : []),
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
      onContinue: (form, handle) => createKey(form, handle),
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
      header={header}
      steps={steps}
      defaultValues={{ ...emptyApiKeyForm, ...defaults }}
      draftKey={draftKey}
      secretFields={['created']}
      summaryExtra={(form) =>
        form.created ? null : <ShowAs requests={requestsOf(form, me?.user.id ?? '')} />
      }
      finishLabel="Complete"
      onFinish={async (form) => onFinish(form)}
      cancelHref={cancelHref}
    />
  )
}

const aclRows = (lines: readonly AclLine[], ownerId: string) =>
  lines.map((line) => toAclRow(line, `User:${ownerId}`))

/** Everything that the last Continue sends, in its order. */
function requestsOf(form: ApiKeyForm, myId: string) {
  const isNew = isNewAccount(form)
  const ownerId =
    form.account === 'MY_ACCOUNT' ? myId : isNew ? variable('SERVICE_ACCOUNT_ID') : form.serviceAccountId
  if (resourceIdOf(form) === '' || ownerId === '') return []
  const place = { environmentId: form.environmentId, clusterId: form.clusterId }
  return [
    ...(isNew
      ? [
          requests.serviceAccounts.create({
            display_name: form.newAccountName,
            description: form.newAccountDescription,
          }),
        ]
      : []),
    ...(hasAcls(form) && form.acls.length > 0
      ? [requests.acls.create(place, aclRows(form.acls, ownerId))]
      : []),
    createApiKeyRequest(newKeyOf(form, ownerId)),
  ]
}

function useCreate() {
  const { data: me } = useQuery(sessionQuery)
  const createKey = useCreateApiKey()
  const createAccount = useCreateServiceAccount()
  const createAcls = useCreateAcls()
  return async (form: ApiKeyForm, handle: UseFormReturn<ApiKeyForm>): Promise<void> => {
    let ownerId = form.account === 'MY_ACCOUNT' ? (me?.user.id ?? '') : form.serviceAccountId
    if (isNewAccount(form)) {
      const made = await createAccount.mutateAsync({
        display_name: form.newAccountName,
        description: form.newAccountDescription,
      })
      ownerId = made.id
      // Another try after a refusal further on goes on with the account that is there now.
      handle.setValue('serviceAccountId', made.id)
      handle.setValue('accountMode', 'existing')
    }
    const place = { environmentId: form.environmentId, clusterId: form.clusterId }
    if (hasAcls(form) && form.acls.length > 0)
      await createAcls.mutateAsync({ place, rows: aclRows(form.acls, ownerId) })
    handle.setValue('created', await createKey.mutateAsync(newKeyOf(form, ownerId)))
  }
}
