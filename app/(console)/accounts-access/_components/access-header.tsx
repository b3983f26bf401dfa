'use client'

import type { ReactNode } from 'react'
import { PageHeader } from '@/components/patterns/page-header'
import type { Crumb } from '@/components/ui/breadcrumb'
import { paths } from '@/lib/paths'

export const accessCrumbs = (...rest: Crumb[]): Crumb[] => [
  { label: 'Home', href: paths.home },
  { label: 'Accounts & access', href: paths.users },
  ...rest,
]

const tabs = [
  { label: 'Users', href: paths.users },
  { label: 'Invitations', href: paths.invitations },
  { label: 'Service accounts', href: paths.serviceAccounts },
  { label: 'Access', href: paths.access },
  { label: 'API keys', href: paths.accessApiKeys },
]

/** The head that the tabs of the area share. */
export function AccessHeader({ tab, action }: { tab: string; action?: ReactNode }) {
  return (
    <PageHeader
      title="Accounts & access"
      breadcrumb={accessCrumbs({ label: tab })}
      action={action}
      tabs={tabs}
      tabsLabel="Accounts and access"
    />
  )
}
