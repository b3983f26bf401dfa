'use client'

import { Search, X } from 'lucide-react'
import { Input, type InputProps } from './input'

type SearchInputProps = Omit<InputProps, 'value' | 'onChange' | 'leading' | 'trailing' | 'type'> & {
  value: string
  onValueChange: (value: string) => void
  label: string
}

export function SearchInput({ value, onValueChange, label, placeholder = label, ...rest }: SearchInputProps) {
  return (
    <Input
      role="searchbox"
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onValueChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && value) {
          event.preventDefault()
          event.stopPropagation()
          onValueChange('')
        }
      }}
      leading={<Search aria-hidden="true" />}
      trailing={
        value ? (
          <button
            type="button"
            aria-label="Clear search"
            className="hover:text-fg rounded-sm p-1 [&_svg]:size-3.5"
            onClick={() => onValueChange('')}
          >
            <X aria-hidden="true" />
          </button>
        ) : null
      }
      {...rest}
    />
  )
}
