import { Cable, CodeXml, Sparkles } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { paths } from '@/lib/paths'

type Props = { environmentId: string; clusterId: string }

/** The ways in, while the cluster is empty. */
export function FirstSteps({ environmentId, clusterId }: Props) {
  return (
    <section aria-label="First steps" className="grid gap-4 md:grid-cols-3">
      <Step
        icon={<Cable />}
        title="Set up connector"
        text="Bring data in from another system, or out to one."
        href={paths.connectorCatalog(environmentId, clusterId)}
      />
      <Step
        icon={<Sparkles />}
        title="Produce sample data"
        text="Orders, users or stock trades in a topic, within seconds."
        href={paths.connectorWizard(environmentId, clusterId, 'DatagenSource')}
      />
      <Step
        icon={<CodeXml />}
        title="Set up client"
        text="Python, Java, Node.js or kcat, with a key filled in."
        href={paths.clients(environmentId, clusterId)}
      />
    </section>
  )
}

function Step(props: { icon: ReactNode; title: string; text: string; href: string }) {
  return (
    <Card className="flex items-start gap-3.5 p-4">
      <span aria-hidden="true" className="bg-accent-soft text-accent rounded-md p-2 [&_svg]:size-4.5">
        {props.icon}
      </span>
      <div className="flex min-w-0 flex-col items-start gap-2.5">
        <div>
          <h2 className="text-base font-medium">{props.title}</h2>
          <p className="text-muted text-sm">{props.text}</p>
        </div>
        <Button size="sm" asChild>
          <Link href={props.href}>
            Get started<span className="sr-only">: {props.title}</span>
          </Link>
        </Button>
      </div>
    </Card>
  )
}
