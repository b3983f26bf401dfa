import Link from 'next/link'
import { schemaTypeNames } from '@/components/subjects/setting-words'
import { Badge } from '@/components/ui/badge'
import { Facts } from '@/components/ui/card'
import type { PayloadSchema } from '@/lib/messages/schema'
import { paths } from '@/lib/paths'

/** The schema that a payload was decoded with. */
export function SchemaFacts({ environmentId, schema }: { environmentId: string; schema: PayloadSchema }) {
  const { id, type, name, subject, version } = schema
  return (
    <Facts
      items={[
        {
          label: 'Schema',
          value: (
            <span className="flex min-w-0 items-center gap-2">
              <Badge>{schemaTypeNames[type]}</Badge>
              {name === null ? null : <span className="min-w-0 truncate font-mono text-xs">{name}</span>}
            </span>
          ),
        },
        { label: 'Schema ID', value: <span className="font-mono">{id}</span> },
        ...(subject === undefined
          ? []
          : [
              {
                label: 'Subject',
                value: (
                  <Link href={paths.subject(environmentId, subject)} className="text-accent hover:underline">
                    {subject}
                  </Link>
                ),
              },
            ]),
        ...(version === undefined ? [] : [{ label: 'Version', value: version }]),
      ]}
    />
  )
}
