import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { Main } from '@/components/frame/main'
import { EmptyState } from '@/components/patterns/empty-state'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'

export const metadata = { title: 'Not found' }

export default function ConsoleNotFound() {
  return (
    <Main>
      <EmptyState
        icon={<SearchX />}
        level={1}
        title="This page does not exist"
        action={
          <Button asChild>
            <Link href={paths.environments}>Go to environments</Link>
          </Button>
        }
      >
        What it showed may have been deleted or renamed, or your account may not see it.
      </EmptyState>
    </Main>
  )
}
