// Prints the one-time link of the first administrator, or nothing once there is one.
import { disconnectDb } from '@/lib/db'
import { createSetupLink } from '@/lib/users/set-up-administrator'

const link = await createSetupLink()
if (link) process.stdout.write(`${link}\n`)
await disconnectDb()
