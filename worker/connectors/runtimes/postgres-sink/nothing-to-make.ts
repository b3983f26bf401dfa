import { DataError } from '@/lib/connectors/data/record'
import { quoteTable, type TableName } from '@/lib/connectors/postgres-sink/identifiers'

/** None of the records tells the columns of a table that is still to be created: they are bad, and a later one may tell them. */
export class NothingToMake extends DataError {
  constructor(name: TableName) {
    super(`The record does not tell the columns of table ${quoteTable(name)}, which is still to be created.`)
  }
}
