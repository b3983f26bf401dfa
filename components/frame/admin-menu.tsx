'use client'

import { Bot, KeyRound, ScrollText, Settings2, ShieldHalf, UsersRound } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { paths } from '@/lib/paths'

export const adminPages = [
  { id: 'users', label: 'Accounts & access', href: paths.users, icon: <UsersRound aria-hidden="true" /> },
  {
    id: 'service-accounts',
    label: 'Service accounts',
    href: paths.serviceAccounts,
    icon: <Bot aria-hidden="true" />,
  },
  { id: 'access', label: 'Access', href: paths.access, icon: <ShieldHalf aria-hidden="true" /> },
  { id: 'api-keys', label: 'API keys', href: paths.accessApiKeys, icon: <KeyRound aria-hidden="true" /> },
  { id: 'audit-log', label: 'Audit log', href: paths.auditLog, icon: <ScrollText aria-hidden="true" /> },
] as const

/** What belongs to the organization as a whole, on every page. */
export function AdminMenu() {
  return (
    <Menu
      label="Administration"
      trigger={
        <IconButton label="Administration">
          <Settings2 aria-hidden="true" />
        </IconButton>
      }
      items={adminPages.map(({ label, href, icon }) => ({ label, href, icon }))}
    />
  )
}
