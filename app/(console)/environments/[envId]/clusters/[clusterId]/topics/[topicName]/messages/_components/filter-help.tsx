'use client'

import { CircleHelp } from 'lucide-react'
import { Popover } from 'radix-ui'
import { IconButton } from '@/components/ui/button'

const examples: readonly (readonly [typed: string, meaning: string])[] = [
  ['blue', 'timestamp, offset, key or value contain it'],
  ['value.address.city = "Berlin"', 'a field of the decoded value'],
  ['orderid > 18 and status != "open"', 'two conditions; a bare name is a field of the value'],
  ['value.tags[0]: new', 'an item of a list contains it'],
  ['key.id = 5', 'a field of the decoded key'],
  ['headers.trace: abc', 'a header'],
]

/** What the filter understands. */
export function FilterHelp() {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton label="What the filter understands" size="icon-sm">
          <CircleHelp aria-hidden="true" />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="What the filter understands"
          className="animate-enter bg-float shadow-float z-60 w-100 max-w-[calc(100vw-16px)] rounded-lg p-4 text-sm"
        >
          <p className="text-muted pb-2.5">
            The filter looks at the messages shown: at JSON, and at what was decoded by its schema.
          </p>
          <dl className="flex flex-col gap-2">
            {examples.map(([typed, meaning]) => (
              <div key={typed}>
                <dt className="font-mono text-xs">{typed}</dt>
                <dd className="text-muted">{meaning}</dd>
              </div>
            ))}
          </dl>
          <p className="text-faint pt-2.5">Compare with = != &gt; &gt;= &lt; &lt;= and : for “contains”.</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
