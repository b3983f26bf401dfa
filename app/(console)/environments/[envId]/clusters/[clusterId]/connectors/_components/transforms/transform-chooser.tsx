'use client'

import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Dialog, DialogBody } from '@/components/ui/dialog'
import { SearchInput } from '@/components/ui/search-input'
import type { ConnectorType } from '@/lib/connectors/catalog/spec'
import { transformDefinitions, type TransformDefinition } from '@/lib/connectors/catalog/transforms'

const isMatch = ({ title, help, className }: TransformDefinition, search: string): boolean => {
  const text = `${title} ${help} ${className}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** All transforms that run here, to be found by what they do. */
export function TransformChooser(props: {
  connectorType: ConnectorType
  onClose: () => void
  onChoose: (className: string) => void
}) {
  const [search, setSearch] = useState('')
  const found = transformDefinitions.filter(
    (one) => one.connectorTypes.includes(props.connectorType) && isMatch(one, search),
  )
  const families = [...new Set(found.map(({ family }) => family))]
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title="Add a single message transform"
      description="Each record goes through the transforms from the first to the last."
      size="lg"
    >
      <DialogBody>
        <SearchInput size="sm" label="Search transforms" value={search} onValueChange={setSearch} />
        <p role="status" className="sr-only">
          {found.length} found
        </p>
        {found.length === 0 ? (
          <p className="text-muted py-6 text-center text-sm">No transform says this of itself.</p>
        ) : null}
        {families.map((family) => (
          <section key={family} aria-label={family} className="flex flex-col gap-1">
            <h3 className="text-muted text-sm font-medium">{family}</h3>
            <ul className="divide-y rounded-lg border">
              {found
                .filter((one) => one.family === family)
                .map((definition) => (
                  <Choice key={definition.className} definition={definition} onChoose={props.onChoose} />
                ))}
            </ul>
          </section>
        ))}
      </DialogBody>
    </Dialog>
  )
}

function Choice(props: { definition: TransformDefinition; onChoose: (className: string) => void }) {
  const { className, variants, title, help } = props.definition
  // The value is what most people mean.
  const preferred = variants.includes('Value') ? 'Value' : variants[0]
  return (
    <li>
      <button
        type="button"
        className="hover:bg-hover flex w-full items-start justify-between gap-4 px-3.5 py-2.5 text-left text-sm -outline-offset-2 transition-colors"
        onClick={() => props.onChoose(preferred === undefined ? className : `${className}$${preferred}`)}
      >
        <span className="min-w-0">
          <span className="block font-medium">{title}</span>
          <span className="text-muted block">{help}</span>
        </span>
        <span className="flex shrink-0 gap-1 pt-0.5">
          {variants.map((variant) => (
            <Badge key={variant} tone="neutral">
              {variant.toLowerCase()}
            </Badge>
          ))}
        </span>
      </button>
    </li>
  )
}
