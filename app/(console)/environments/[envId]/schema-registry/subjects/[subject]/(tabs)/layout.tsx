import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { SubjectShell } from '../_components/subject-shell'

type Params = { params: Promise<{ envId: string; subject: string }> }

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: decodeURIComponent((await params).subject) }
}

export default async function SubjectLayout({ params, children }: Params & { children: ReactNode }) {
  const { envId, subject } = await params
  return (
    <SubjectShell environmentId={envId} subject={decodeURIComponent(subject)}>
      {children}
    </SubjectShell>
  )
}
