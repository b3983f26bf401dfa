// The long lists of values that templates draw from, as they lie in ./data. Each file is a module of its own that is
// loaded with the first template that wants it.

const columns = (line: string): string[] => line.split('|')

/** Lines of columns as records; a column that is listed as a number becomes one. */
const records = (lines: readonly string[], names: readonly string[], numbers: readonly string[] = []) =>
  lines.map((line) =>
    Object.fromEntries(
      columns(line).map((text, i) => {
        const name = names[i] ?? ''
        return [name, numbers.includes(name) ? Number(text) : text]
      }),
    ),
  )
const firstColumn = (lines: readonly string[]): string[] => lines.map((line) => columns(line)[0] ?? '')

const shoes = async () => (await import('./data/shoes.json')).default
const shoeCustomers = async () => (await import('./data/shoe-customers.json')).default
const insuranceCustomers = async () => (await import('./data/insurance-customers.json')).default
const employees = async () => (await import('./data/employees.json')).default
const people = async () => (await import('./data/people.json')).default
const addresses = async () => (await import('./data/addresses.json')).default
const phrases = async () => (await import('./data/phrases.json')).default
const pizzaLines = async () => (await import('./data/pizza-lines.json')).default

const lists = {
  shoes: async () =>
    records(await shoes(), ['id', 'brand', 'name', 'sale_price', 'rating'], ['sale_price', 'rating']),
  shoeIds: async () => firstColumn(await shoes()),
  shoeCustomers: async () => {
    const names = ['id', 'first_name', 'last_name', 'email', 'phone', 'street_address', 'state', 'zip_code']
    const country = { country: 'United States', country_code: 'US' }
    return records(await shoeCustomers(), names).map((customer) => ({ ...customer, ...country }))
  },
  shoeCustomerIds: async () => firstColumn(await shoeCustomers()),
  deviceAddresses: async () => (await addresses()).devices,
  macAddresses: async () => (await addresses()).macs,
  insuranceAddresses: async () => (await addresses()).insurance,
  /** 40, of which four are there twice. */
  visitorAddresses: async () => (await addresses()).visitors,
  people: async () => firstColumn(await people()),
  players: async () =>
    (await people()).map((line, i) => {
      const [name = '', ip = ''] = columns(line)
      return { player_id: 1001 + i, player_name: name.replaceAll(' ', ''), ip }
    }),
  insuranceCustomers: async () => {
    const names = [
      'customer_id',
      'first_name',
      'last_name',
      'email',
      'gender',
      'income',
      'fico',
      'years_active',
    ]
    return records(await insuranceCustomers(), names, ['customer_id', 'income', 'fico', 'years_active'])
  },
  insuranceCustomerIds: async () => firstColumn(await insuranceCustomers()).map(Number),
  employees: async () => {
    const names = ['employee_id', 'first_name', 'last_name', 'age', 'ssn', 'hourly_rate', 'gender', 'email']
    return records(await employees(), names, ['employee_id', 'age', 'hourly_rate'])
  },
  pizzaLines: async () =>
    (await pizzaLines()).map((line) => {
      const [product, category, count, price] = columns(line)
      const [quantity, unit_price] = [Number(count), Number(price)]
      return { product_id: Number(product), category, quantity, unit_price, net_price: unit_price * quantity }
    }),
  creditCards: async () => {
    const names = ['card_id', 'card_number', 'cvv', 'expiration_date']
    return records((await phrases()).creditCards, names, ['card_id', 'card_number', 'cvv'])
  },
  usernames: async () => (await phrases()).usernames,
  ratingMessages: async () => (await phrases()).ratingMessages,
} satisfies Record<string, () => Promise<readonly unknown[]>>

export type ValueListName = keyof typeof lists

const isListName = (name: unknown): name is ValueListName =>
  typeof name === 'string' && Object.hasOwn(lists, name)

/** A copy of a template's schema in which the lists that it names are filled in. */
export async function fillLists(schema: unknown): Promise<unknown> {
  if (Array.isArray(schema)) return Promise.all(schema.map(fillLists))
  if (typeof schema !== 'object' || schema === null) return schema
  if ('list' in schema && isListName(schema.list)) return lists[schema.list]()
  const entries = await Promise.all(
    Object.entries(schema).map(async ([key, value]) => [key, await fillLists(value)] as const),
  )
  return Object.fromEntries(entries)
}
