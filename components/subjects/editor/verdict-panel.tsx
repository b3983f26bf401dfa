'use client'

import { Badge } from '@/components/ui/badge'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { levelWords } from '@/components/subjects/setting-words'
import { plural } from '@/lib/format/numbers'
import { compatibilityLevels } from '@/lib/subjects/rest-schema'
import type { Verdict } from './use-checks'

/** Valid and compatible, or each reason with the line that it is about. */
export function VerdictPanel(props: { verdict: Verdict; isNew: boolean; onGoTo: (at: number) => void }) {
  const { verdict, isNew } = props
  if ('failure' in verdict) return <Banner tone="danger">{verdict.failure}</Banner>
  const { report } = verdict
  if (report.verdict === 'compatible')
    return (
      <Banner tone="ok" title="The schema is valid">
        {isNew
          ? 'It is the first version of its subject, so there is nothing that it has to be compatible with.'
          : 'It is compatible with the versions before it.'}
      </Banner>
    )
  return (
    <Banner tone="danger" title={titleOf(report)}>
      <ul className="text-fg flex flex-col gap-1.5 pt-1">
        {report.problems.map(({ text, errorType, mark, line }, index) => (
          <li key={index} className="flex flex-wrap items-baseline gap-x-2">
            {mark && line !== null ? (
              <Button variant="link" onClick={() => props.onGoTo(mark.from)}>
                Line {line}
              </Button>
            ) : null}
            <span className="min-w-0 break-words">{text}</span>
            {errorType ? <Badge tone="neutral">{errorType}</Badge> : null}
          </li>
        ))}
      </ul>
    </Banner>
  )
}

function titleOf(report: Extract<Verdict, { report: unknown }>['report']): string {
  const { verdict, problems, oldVersion, level } = report
  if (verdict === 'invalid') return 'The schema is not valid'
  const known = compatibilityLevels.find((name) => name === level)
  const against = oldVersion === null ? 'an earlier version' : `version ${oldVersion}`
  return `Not compatible with ${against}${known ? ` (${levelWords[known].name.toLowerCase()})` : ''}: ${plural(problems.length, 'reason')}`
}
