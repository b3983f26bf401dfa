import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card, Facts, type FactItem } from '@/components/ui/card'

/** A card that is one link as a whole; its menu and other controls stay on top of it. */
export function LinkTile(props: {
  href: string
  title: string
  status?: ReactNode
  menu?: ReactNode
  facts: FactItem[]
}) {
  return (
    <Card className="hover:border-line-strong has-[a:focus-visible]:border-accent relative flex flex-col gap-3 p-4 transition-colors">
      <div className="flex min-h-7 items-center gap-3">
        <h2 className="min-w-0 flex-1 truncate text-base font-medium">
          <Link href={props.href} className="rounded-sm after:absolute after:inset-0 after:rounded-lg">
            {props.title}
          </Link>
        </h2>
        {props.status}
        {props.menu ? <div className="relative -mr-1.5">{props.menu}</div> : null}
      </div>
      <Facts items={props.facts} />
    </Card>
  )
}
