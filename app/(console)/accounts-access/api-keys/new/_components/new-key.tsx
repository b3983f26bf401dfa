'use client'

import { useRouter } from 'next/navigation'
import { parseAsString, useQueryState } from 'nuqs'
import { ApiKeyWizard } from '@/components/api-keys/wizard/api-key-wizard'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { paths } from '@/lib/paths'
import { accessCrumbs } from '../../../_components/access-header'

export function NewKey() {
  const router = useRouter()
  const [account] = useQueryState('account', parseAsString)
  const crumbs = accessCrumbs({ label: 'API keys', href: paths.accessApiKeys }, { label: 'Create API key' })
  const back = account ? paths.serviceAccount(account) : paths.accessApiKeys
  return (
    <ApiKeyWizard
      header={<Breadcrumb items={crumbs} />}
      defaults={account ? { account: 'SERVICE_ACCOUNT', serviceAccountId: account } : {}}
      draftKey={`api-key.organization.${account ?? ''}`}
      cancelHref={back}
      onFinish={() => router.push(back)}
    />
  )
}
