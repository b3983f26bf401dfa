// Thousands of random pairs of schemas, our verdicts beside those of judges that we did not write. `tests/unit/*-random.test.ts`
// hold a few hundred of the same seeds.
import { seeds } from '@/tests/support/random'
import { printFigure } from '@/tests/support/figure'
import { judgeAvro, type Judged } from '@/tests/support/verdicts/avro'
import { readByAvsc } from '@/tests/support/verdicts/avro-reading'
import { judgeJson } from '@/tests/support/verdicts/json'
import { judgeProtobuf } from '@/tests/support/verdicts/protobuf'

function report(judge: string, { pairs, compatible, disagreements }: Judged): void {
  printFigure({ name: `${judge}: pairs`, value: pairs, unit: '' })
  printFigure({ name: `${judge}: of them compatible`, value: compatible, unit: '' })
  printFigure({ name: `${judge}: disagreements`, value: disagreements.length, unit: '', atMost: 0 })
  for (const one of disagreements.slice(0, 5)) process.stdout.write(`${JSON.stringify(one)}\n`)
}

report('Apache Avro', await judgeAvro(seeds(20_000)))
report('avsc', readByAvsc(seeds(5000), 5))
const json = judgeJson(seeds(4000), 60)
report('ajv', json)
const proven = json.incompatible - json.unproven
printFigure({
  name: 'ajv: refusals proven by a document',
  value: (100 * proven) / json.incompatible,
  unit: '%',
})
report('protobufjs', judgeProtobuf(seeds(4000), 3))
