'use client'

import { LogOut, Monitor, Moon, ShieldCheck, Sun } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { useTheme } from '@/components/patterns/theme-provider'
import { Menu, MenuChoices } from '@/components/ui/menu'
import { paths } from '@/lib/paths'

export type Account = {
  name: string
  email: string
}

const themes = [
  { value: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
  { value: 'system', label: 'As the system', icon: <Monitor aria-hidden="true" /> },
] as const

export function AccountMenu({ account }: { account: Account }) {
  const { theme, setTheme } = useTheme()
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${initials(account.name || account.email)}, account of ${account.name || account.email}`}
          className="bg-accent-soft text-accent text-2xs ml-1 flex size-7 items-center justify-center rounded-full font-semibold"
        >
          {initials(account.name || account.email)}
        </button>
      }
      header={
        <div className="-mx-1 mb-1 border-b px-2 pt-1 pb-2">
          <p className="truncate px-1 text-sm font-medium">{account.name}</p>
          <p className="text-faint truncate px-1 text-xs">{account.email}</p>
        </div>
      }
      items={[
        {
          label: 'Account and sessions',
          icon: <ShieldCheck aria-hidden="true" />,
          href: paths.account,
        },
        {
          label: 'Sign out',
          icon: <LogOut aria-hidden="true" />,
          onSelect: () => void signOut({ callbackUrl: paths.signIn }),
        },
      ]}
      footer={
        <MenuChoices
          label="Theme"
          value={theme}
          onValueChange={(next) => setTheme(next === 'light' || next === 'dark' ? next : 'system')}
          choices={themes}
        />
      }
    />
  )
}

function initials(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean)
  const first = words[0]?.[0] ?? '?'
  return (first + (words.length > 1 ? (words[1]?.[0] ?? '') : (words[0]?.[1] ?? ''))).toUpperCase()
}
