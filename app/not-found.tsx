import Link from 'next/link'
import { Mark } from '@/components/brand/mark'
import { EmptyState } from '@/components/patterns/empty-state'
import { Button } from '@/components/ui/button'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main id="main" className="flex min-h-dvh items-center justify-center">
      <EmptyState
        icon={<Mark className="text-accent size-6" />}
        level={1}
        title="This page does not exist"
        action={
          <Button asChild>
            <Link href="/">Go to home</Link>
          </Button>
        }
      >
        What it showed may have been deleted or renamed, or your account may not see it.
      </EmptyState>
    </main>
  )
}
