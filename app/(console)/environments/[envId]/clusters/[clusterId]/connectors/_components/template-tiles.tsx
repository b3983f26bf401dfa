'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { RadioCards } from '@/components/ui/radio-cards'
import type { FieldOption } from '@/lib/connectors/catalog/spec'
import { plural } from '@/lib/format/numbers'

/** Many options as tiles: the featured ones first, the others on demand. A chosen one is always in sight. */
export function TemplateTiles(props: {
  options: readonly FieldOption[]
  value: string
  onChange: (value: string) => void
}) {
  const [isWhole, setIsWhole] = useState(false)
  const featured = props.options.filter((option) => option.featured)
  const others = props.options.filter((option) => !option.featured)
  const shown = isWhole || featured.length === 0 ? [...featured, ...others] : featured
  const chosen = props.options.find(({ value }) => value === props.value)
  const tiles = chosen && !shown.includes(chosen) ? [...shown, chosen] : shown
  return (
    <div className="flex flex-col items-start gap-2">
      <RadioCards
        columns={3}
        className="w-full"
        value={props.value}
        onValueChange={props.onChange}
        cards={tiles.map(({ value, label, description }) => ({ value, title: label, description }))}
      />
      {featured.length > 0 && others.length > 0 ? (
        <Button variant="link" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Show fewer templates' : `Show ${plural(others.length, 'more template')}`}
        </Button>
      ) : null}
    </div>
  )
}
