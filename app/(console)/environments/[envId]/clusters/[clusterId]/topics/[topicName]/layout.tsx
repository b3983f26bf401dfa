import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { TopicShell } from './_components/topic-shell'

type Params = { params: Promise<{ envId: string; clusterId: string; topicName: string }> }

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: decodeURIComponent((await params).topicName) }
}

export default async function TopicLayout({ params, children }: Params & { children: ReactNode }) {
  const { envId, clusterId, topicName } = await params
  return (
    <TopicShell place={{ environmentId: envId, clusterId, topic: decodeURIComponent(topicName) }}>
      {children}
    </TopicShell>
  )
}
