'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useReferrers } from '@/components/subjects/use-referrers'
import { Card, CardHeader } from '@/components/ui/card'
import { paths } from '@/lib/paths'
import { schemaVersionsQuery, versionsQuery } from '@/lib/queries/subjects'

type Props = { environmentId: string; registryId: string; subject: string }

/** Subjects whose schemas use types of this one. None: nothing is shown. */
export function Referrers({ environmentId, registryId, subject }: Props) {
  const versions = useQuery(versionsQuery(registryId, subject)).data ?? []
  const ids = useReferrers(registryId, subject, versions)
  const read = useQueries({ queries: ids.map((id) => schemaVersionsQuery(registryId, id)) })
  const referrers = read.flatMap(({ data }, index) =>
    (data ?? []).map((referrer) => ({ ...referrer, id: ids[index] })),
  )
  if (referrers.length === 0) return null
  return (
    <Card>
      <CardHeader title="Referred to by" />
      <ul className="divide-line-soft divide-y border-t text-sm">
        {referrers.map((referrer) => (
          <li
            key={`${referrer.subject} ${referrer.version}`}
            className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5"
          >
            <Link
              href={`${paths.subject(environmentId, referrer.subject)}?version=${referrer.version}`}
              className="text-accent break-all hover:underline"
            >
              {referrer.subject}
            </Link>
            <span className="text-muted">
              version {referrer.version}, schema {referrer.id}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
