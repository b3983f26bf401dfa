'use client'

import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { newItem, type DraftItem } from '@/lib/schemas/form/draft'
import type { FormType } from '@/lib/schemas/form/model'
import { freshValue } from '@/lib/schemas/form/read'
import { useSchemaForm } from './form-context'

export function ItemList(props: {
  label: string
  type: FormType
  items: readonly DraftItem[]
  path: readonly string[]
  onChange: (items: DraftItem[]) => void
}) {
  const { label, type, items, path, onChange } = props
  const { model, ValueField } = useSchemaForm()
  const add = () => {
    const value = freshValue(model, type)
    onChange([...items, newItem(value)])
  }
  return (
    <>
      {items.map(({ id, value }, index) => (
        <ValueField
          key={id}
          label={`${label} ${index + 1}`}
          type={type}
          value={value}
          path={[...path, String(index)]}
          aside={
            <IconButton
              label={`Remove ${label} ${index + 1}`}
              size="icon-xs"
              onClick={() => onChange(items.filter((item) => item.id !== id))}
            >
              <X aria-hidden="true" />
            </IconButton>
          }
          onChange={(next) =>
            next && onChange(items.map((item) => (item.id === id ? { ...item, value: next } : item)))
          }
        />
      ))}
      <Button size="sm" className="w-fit" onClick={add}>
        <Plus aria-hidden="true" />
        Add item to {label}
      </Button>
    </>
  )
}
