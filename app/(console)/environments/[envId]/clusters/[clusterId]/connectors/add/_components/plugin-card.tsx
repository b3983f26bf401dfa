import { CircleCheck, Database, FileText, Plug, Sparkles } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'

export function ManagedMark() {
  return <CircleCheck className="text-accent size-4 shrink-0" aria-hidden="true" />
}

const icons: readonly [RegExp, ReactNode][] = [
  [/sample|generator/, <Sparkles key="sample" />],
  [/database|jdbc|sql/, <Database key="database" />],
  [/file/, <FileText key="file" />],
]

export function PluginIcon({ spec }: { spec: ConnectorSpec }) {
  const words = spec.keywords.join(' ')
  return (
    <span
      aria-hidden="true"
      className="bg-accent-soft text-accent flex size-10 shrink-0 items-center justify-center rounded-lg [&_svg]:size-5"
    >
      {icons.find(([pattern]) => pattern.test(words))?.[1] ?? <Plug />}
    </span>
  )
}

/** A link to the wizard, or a button where a short dialog comes first. */
export function PluginCard({
  spec,
  onOpen,
  href,
}: {
  spec: ConnectorSpec
  onOpen?: () => void
  href?: string
}) {
  const styles =
    'bg-card hover:border-line-strong flex h-full w-full items-start gap-3.5 rounded-lg border p-4 text-left transition-colors'
  const content = (
    <>
      <PluginIcon spec={spec} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-2">
          <span className="text-base font-medium">{spec.title}</span>
          {spec.badges.map((badge) => (
            <Badge key={badge}>{badge}</Badge>
          ))}
        </span>
        <span className="text-muted block text-sm">{spec.subtitle}</span>
        <span className="text-muted mt-2 block text-sm">{spec.description}</span>
      </span>
      <ManagedMark />
      <span className="sr-only">Fully managed</span>
    </>
  )
  return href === undefined ? (
    <button type="button" onClick={onOpen} className={styles}>
      {content}
    </button>
  ) : (
    <Link href={href} className={styles}>
      {content}
    </Link>
  )
}
