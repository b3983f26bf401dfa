'use client'

import { parseAsStringLiteral, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { Segmented } from '@/components/ui/segmented'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'
import { SchemaTree } from './schema-tree'
import { schemaLanguages, shownSchema } from './shown-schema'

const views = ['code', 'tree'] as const

/** Code or tree; which of them is in the URL. */
function useSchemaView() {
  const [view, setView] = useQueryState('view', parseAsStringLiteral(views).withDefault('code'))
  const choice = (
    <Segmented
      size="sm"
      aria-label="View of the schema"
      value={view}
      onValueChange={(next) => void setView(next === 'tree' ? 'tree' : null)}
      segments={[
        { value: 'code', label: 'Code' },
        { value: 'tree', label: 'Tree' },
      ]}
    />
  )
  return { view, choice }
}

export function SchemaView(props: {
  type: SchemaTypeName
  text: string
  fileName: string
  aside?: ReactNode
}) {
  const { view, choice } = useSchemaView()
  const { type } = props
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        {choice}
        {props.aside}
      </div>
      {view === 'tree' ? (
        <SchemaTree type={type} text={props.text} />
      ) : (
        <CodeBlock
          label="Schema"
          language={schemaLanguages[type]}
          text={shownSchema(type, props.text)}
          downloadName={props.fileName}
          maxHeight="none"
        />
      )}
    </div>
  )
}
