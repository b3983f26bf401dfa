import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { ConsoleFrame } from '@/components/frame/console-frame'
import { menuCookie } from '@/components/frame/menu-cookie'
import { sessionKeys } from '@/lib/queries/session'
import { getWhoami } from '@/lib/sessions/whoami'
import { ConsoleCommands } from './_components/console-commands'
import { LiveUpdates } from './_components/live-updates'
import { Prefetched } from './_components/prefetched'
import { requireSignedIn } from './_components/signed-in'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const me = await getWhoami(await requireSignedIn())
  const isMenuCollapsed = (await cookies()).get(menuCookie)?.value === 'icons'
  return (
    <Prefetched entries={[[sessionKeys.me(), me]]}>
      <ConsoleFrame
        organizationName={me.organization.display_name}
        account={{ name: me.user.full_name, email: me.user.email }}
        isMenuCollapsed={isMenuCollapsed}
        helpLinks={helpLinks}
      >
        {children}
      </ConsoleFrame>
      <ConsoleCommands />
      <LiveUpdates />
    </Prefetched>
  )
}

const helpLinks = [{ label: 'Apache Kafka documentation', href: 'https://kafka.apache.org/documentation/' }]
