import type { ComponentProps } from 'react'
import { cn } from './class-names'

export function Label({
  isRequired,
  isOptional,
  className,
  children,
  ...rest
}: ComponentProps<'label'> & { isRequired?: boolean | undefined; isOptional?: boolean | undefined }) {
  return (
    <label className={cn('text-sm font-medium', className)} {...rest}>
      {children}
      {isRequired ? (
        <span className="text-faint" aria-hidden="true">
          {' '}
          *
        </span>
      ) : null}
      {isOptional ? <span className="text-faint font-normal"> (optional)</span> : null}
    </label>
  )
}
