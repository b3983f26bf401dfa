// What each template is to generate, field by field, as its documentation says. Maximums are exclusive.
import { expect } from 'vitest'

/** Throws when a field's value cannot be the one of record number `at`. */
export type Rule = (value: unknown, at: number, name: string) => void

export const between =
  (min: number, max: number): Rule =>
  (value, _at, name) => {
    expect(Number.isInteger(value), name).toBe(true)
    expect(value, name).toBeGreaterThanOrEqual(min)
    expect(value, name).toBeLessThan(max)
  }
const fraction =
  (min: number, max: number): Rule =>
  (value, _at, name) => {
    expect(value, name).toBeGreaterThanOrEqual(min)
    expect(value, name).toBeLessThan(max)
  }
export const counter =
  (start: number, step = 1): Rule =>
  (value, at, name) =>
    expect(value, name).toBe(start + at * step)
const counterText: Rule = (value, at, name) => expect(value, name).toBe(String(at))
export const oneOf =
  (...values: unknown[]): Rule =>
  (value, _at, name) =>
    expect(values, name).toContainEqual(value)
export const exactly = (value: unknown): Rule => oneOf(value)
export const matching =
  (pattern: RegExp): Rule =>
  (value, _at, name) =>
    expect(value, name).toMatch(pattern)

const text = matching(/./)
const address = matching(/^\d{1,3}(\.\d{1,3}){3}$/)
const email = matching(/^[^@\s]+@[^@\s]+\.[^@\s]+$/)
const uuid = matching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
const user = matching(/^User_[1-9]$/)
const usersTime = between(1487715775521, 1519273364600)
const start2021 = 1609459200000
const vehicle = between(1000, 9999)
const store = between(1, 10)
const day = between(18000, 19000)
const employee = between(1000, 1100)

const nested =
  (fields: Record<string, Rule>): Rule =>
  (value, at, name) => {
    const record = value as Record<string, unknown>
    expect(Object.keys(record), name).toEqual(Object.keys(fields))
    for (const [field, rule] of Object.entries(fields)) rule(record[field], at, `${name}.${field}`)
  }
const decimal: Rule = (value, at, name) =>
  between(1000, 5000)(Buffer.from(String(value), 'base64').readInt16BE(), at, name)

const users = {
  registertime: usersTime,
  userid: user,
  regionid: matching(/^Region_[1-9]$/),
  gender: oneOf('MALE', 'FEMALE', 'OTHER'),
}
const endpoint = nested({ ip: address, port: between(10000, 99999) })

export const templateRules: Record<string, { record: string; key: string; fields: Record<string, Rule> }> = {
  ORDERS: {
    record: 'ksql.orders',
    key: 'orderid',
    fields: {
      ordertime: usersTime,
      orderid: counter(0),
      itemid: matching(/^Item_[1-9]\d{0,2}$/),
      orderunits: fraction(0.1, 10),
      address: nested({
        city: matching(/^City_[1-9]{0,2}$/),
        state: matching(/^State_[1-9]{0,2}$/),
        zipcode: between(10000, 99999),
      }),
    },
  },
  STOCK_TRADES: {
    record: 'ksql.StockTrade',
    key: 'symbol',
    fields: {
      side: oneOf('BUY', 'SELL'),
      quantity: between(1, 5000),
      symbol: oneOf('ZBZX', 'ZJZZT', 'ZTEST', 'ZVV', 'ZVZZT', 'ZWZZT', 'ZXZZT'),
      price: between(5, 1000),
      account: oneOf('ABC123', 'LMN456', 'XYZ789'),
      userid: user,
    },
  },
  INVENTORY: {
    record: 'ksql.inventory',
    key: 'id',
    fields: { id: counter(0), quantity: counter(0), productid: counter(0) },
  },
  PRODUCT: {
    record: 'ksql.product',
    key: 'id',
    fields: { id: counter(0), name: counterText, description: counterText, price: counter(0) },
  },
  PURCHASES: {
    record: 'datagen.example.purchase',
    key: 'id',
    fields: {
      id: counter(0),
      item_type: matching(/^[a-z]+$/),
      quantity: between(1, 10),
      price_per_unit: decimal,
    },
  },
  TRANSACTIONS: {
    record: 'datagen.example.transactions',
    key: 'transaction_id',
    fields: {
      transaction_id: counter(1),
      card_id: between(1, 24),
      user_id: matching(/^User_[1-9]?$/),
      purchase_id: counter(0),
      store_id: between(1, 7),
    },
  },
  STORES: {
    record: 'datagen.example.stores',
    key: 'store_id',
    fields: { store_id: between(1, 8), city: text, state: oneOf('NC', 'IL', 'CA', 'TX', 'MA', 'GA', 'SC') },
  },
  CREDIT_CARDS: {
    record: 'datagen.example.users',
    key: 'card_id',
    fields: {
      card_id: between(1, 25),
      card_number: between(10 ** 15, 10 ** 16),
      cvv: between(100, 1000),
      expiration_date: matching(/^(0[1-9]|1[0-2])\/2[67]$/),
    },
  },
  CAMPAIGN_FINANCE: {
    record: 'datagen.campaign_finance',
    key: 'candidate_id',
    fields: {
      time: between(1587715775521, 1619273364600),
      candidate_id: matching(/^[A-Z][1-9]{8}$/),
      party_affiliation: oneOf('REP', 'DEM', 'IND'),
      contribution: between(20, 3500),
    },
  },
  USERS: { record: 'ksql.users', key: 'userid', fields: users },
  USERS_ARRAY: {
    record: 'ksql.users',
    key: 'userid',
    fields: {
      ...users,
      interests: oneOf(['Game', 'News'], ['Game', 'Sport'], ['News', 'Movies'], ['News', 'Travel']),
      contactinfo: nested({
        phone: matching(/^\d{10}$/),
        city: text,
        state: exactly('CA'),
        zipcode: matching(/^\d{5}$/),
      }),
    },
  },
  PAGEVIEWS: {
    record: 'ksql.pageviews',
    key: 'viewtime',
    fields: { viewtime: counter(1, 10), userid: user, pageid: matching(/^Page_[1-9]\d$/) },
  },
  CLICKSTREAM: {
    record: 'clickstream.events',
    key: 'ip',
    fields: {
      ip: address,
      userid: between(-1, 40),
      remote_user: exactly('-'),
      time: (value, at, name) => expect(value, name).toBe(String(1 + at * 10)),
      _time: counter(1, 10),
      request: matching(/^GET \S+ HTTP\/1\.1$/),
      status: oneOf('200', '302', '404', '405', '406', '407'),
      bytes: oneOf('278', '1289', '2048', '4096', '4006', '4196', '14096'),
      referrer: exactly('-'),
      agent: matching(/^Mozilla\/5\.0 /),
    },
  },
  CLICKSTREAM_CODES: {
    record: 'clickstream.codes',
    key: 'code',
    fields: { code: oneOf(200, 302, 404, 405, 406, 407), definition: text },
  },
  CLICKSTREAM_USERS: {
    record: 'clickstream.users',
    key: 'user_id',
    fields: {
      user_id: counter(1),
      username: text,
      registered_at: between(1407645330000, 1502339792000),
      first_name: matching(/^[A-Z][a-z]+$/),
      last_name: matching(/^(De )?[A-Z][a-z]+$/),
      city: oneOf('Palo Alto', 'San Francisco', 'Raleigh', 'London', 'Frankfurt', 'New York'),
      level: oneOf('Gold', 'Silver', 'Platinum'),
    },
  },
  RATINGS: {
    record: 'ksql.ratings',
    key: 'rating_id',
    fields: {
      rating_id: counter(1),
      user_id: between(-1, 20),
      stars: between(1, 5),
      route_id: between(1, 9999),
      rating_time: counter(1, 12),
      channel: oneOf('web', 'iOS', 'ios', 'iOS-test', 'android'),
      message: text,
    },
  },
  SHOES: {
    record: 'shoes.shoe_product',
    key: 'id',
    fields: {
      id: uuid,
      brand: text,
      name: matching(/^\w+ \w+ \d{3}$/),
      sale_price: between(1595, 36501),
      rating: fraction(0, 5.1),
    },
  },
  SHOE_CUSTOMERS: {
    record: 'shoes.shoe_customers',
    key: 'id',
    fields: {
      id: uuid,
      first_name: text,
      last_name: text,
      email,
      phone: matching(/^\d{3}-\d{3}-\d{4}$/),
      street_address: matching(/^\d+ \S/),
      state: matching(/^[A-Z][a-z]+/),
      zip_code: matching(/^\d{4,5}$/),
      country: exactly('United States'),
      country_code: exactly('US'),
    },
  },
  SHOE_ORDERS: {
    record: 'shoes.shoe_orders',
    key: 'order_id',
    fields: { order_id: counter(1000), product_id: uuid, customer_id: uuid, ts: counter(start2021, 100_000) },
  },
  SHOE_CLICKSTREAM: {
    record: 'shoes.shoe_clickstream',
    key: 'product_id',
    fields: {
      product_id: uuid,
      user_id: uuid,
      view_time: between(10, 120),
      page_url: matching(/^https:\/\/www\.acme\.com\/product\/[a-z]{5}$/),
      ip: address,
      ts: counter(1609457200000, 10_000),
    },
  },
  FLEET_MGMT_DESCRIPTION: {
    record: 'fleet_mgmt.fleet_mgmt_description',
    key: 'vehicle_id',
    fields: { vehicle_id: vehicle, driver_name: text, license_plate: matching(/^[A-Z]{2}\d{6}[A-Z]$/) },
  },
  FLEET_MGMT_LOCATION: {
    record: 'fleet_mgmt.fleet_mgmt_location',
    key: 'vehicle_id',
    fields: {
      vehicle_id: vehicle,
      location: nested({ latitude: fraction(0, 1), longitude: fraction(0, 1) }),
      ts: counter(start2021, 100_000),
    },
  },
  FLEET_MGMT_SENSORS: {
    record: 'fleet_mgmt.fleet_mgmt_sensors',
    key: 'vehicle_id',
    fields: { vehicle_id: vehicle, engine_temperature: between(150, 250), average_rpm: between(1800, 5000) },
  },
  PIZZA_ORDERS: {
    record: 'pizza_orders.pizza_orders',
    key: 'store_id',
    fields: {
      store_id: store,
      store_order_id: counter(1000),
      coupon_code: between(1000, 2000),
      date: day,
      status: exactly('accepted'),
      order_lines: (value, _at, name) => expect((value as unknown[]).length, name).toBeGreaterThan(0),
    },
  },
  PIZZA_ORDERS_COMPLETED: {
    record: 'pizza_orders.pizza_orders_completed',
    key: 'store_id',
    fields: {
      store_id: store,
      store_order_id: counter(1000, 2),
      date: day,
      status: exactly('completed'),
      rack_time_secs: between(130, 230),
      order_delivery_time_secs: between(1100, 2000),
    },
  },
  PIZZA_ORDERS_CANCELLED: {
    record: 'pizza_orders.pizza_orders_cancelled',
    key: 'store_id',
    fields: { store_id: store, store_order_id: counter(1001, 2), date: day, status: exactly('cancelled') },
  },
  INSURANCE_OFFERS: {
    record: 'insurance.insurance_offers',
    key: 'offer_id',
    fields: { offer_id: between(1, 6), offer_name: matching(/^[a-z_]+$/), offer_url: matching(/^https?:/) },
  },
  INSURANCE_CUSTOMERS: {
    record: 'insurance.insurance_customers',
    key: 'customer_id',
    fields: {
      customer_id: between(10, 998),
      first_name: text,
      last_name: text,
      email,
      gender: oneOf('Male', 'Female'),
      income: between(50_000, 500_000),
      fico: between(400, 900),
      years_active: between(1, 46),
    },
  },
  INSURANCE_CUSTOMER_ACTIVITY: {
    record: 'insurance.insurance_customer_activity',
    key: 'activity_id',
    fields: {
      activity_id: counter(1),
      customer_id: between(10, 998),
      activity_type: oneOf('web_open', 'mobile_open', 'new_account'),
      propensity_to_churn: fraction(0.01, 1),
      ip_address: address,
    },
  },
  GAMING_GAMES: {
    record: 'gaming.gaming_games',
    key: 'id',
    fields: {
      id: between(1000, 5000),
      room_name: matching(/^(Arcade|Survival|Classic) -- (Rookie|Skilled|Expert)$/),
      created_date: counter(start2021, 100_000),
    },
  },
  GAMING_PLAYERS: {
    record: 'gaming.gaming_players',
    key: 'player_id',
    fields: { player_id: between(1001, 1101), player_name: matching(/^[A-Z][A-Za-z']+$/), ip: address },
  },
  GAMING_PLAYER_ACTIVITY: {
    record: 'gaming.gaming_player_activity',
    key: 'player_id',
    fields: {
      player_id: between(1001, 1101),
      game_room_id: between(1000, 5000),
      points: between(10, 500),
      coordinates: matching(/^\[\d\d,\d\d\]$/),
    },
  },
  PAYROLL_EMPLOYEE: {
    record: 'payroll.payroll_employee',
    key: 'employee_id',
    fields: {
      employee_id: employee,
      first_name: text,
      last_name: text,
      age: between(30, 50),
      ssn: matching(/^\d{3}-\d{2}-\d{4}$/),
      hourly_rate: between(8, 25),
      gender: oneOf('male', 'female'),
      email: matching(/^[a-z]{4}@mycompany\.com$/),
    },
  },
  PAYROLL_EMPLOYEE_LOCATION: {
    record: 'payroll.payroll_employee_location',
    key: 'employee_id',
    fields: {
      employee_id: employee,
      lab: matching(/^lab-\d$/),
      department_id: between(1, 10),
      arrival_date: day,
    },
  },
  PAYROLL_BONUS: {
    record: 'payroll.payroll_bonus',
    key: 'employee_id',
    fields: { employee_id: employee, bonus: between(10, 50), ts: between(start2021, 1640995199000) },
  },
  SYSLOG_LOGS: {
    record: 'syslogs.syslog_logs',
    key: 'host',
    fields: {
      name: matching(/^[a-zA-Z]{5,8}$/),
      type: oneOf('RFC5424', 'RFC3164', 'CEF', 'UNKNOWN'),
      message: matching(/^[a-z ]{10,15}$/),
      host: address,
      version: exactly('3.25.1'),
      tag: exactly('.source.s_src'),
      level: between(0, 191),
      facility: oneOf('syslog', 'authpriv', 'cron'),
      severity: between(0, 8),
      appName: matching(/^[A-Z]{5,8}$/),
      remoteAddress: address,
      rawMessage: matching(/^[a-z ]{10,15}$/),
      processId: matching(/^[1-9]\d{6}$/),
      messageId: matching(/^[1-9]\d{2}$/),
      deviceVendor: matching(/^[a-z]{5}$/),
      deviceProduct: matching(/^[a-z]{5}$/),
      deviceVersion: matching(/^[1-5]\.0$/),
      ts: counter(start2021, 100),
    },
  },
  DEVICE_INFORMATION: {
    record: 'device_information.device_information',
    key: 'device_ip',
    fields: { device_ip: address, mac_address: matching(/^[\dA-F]{2}(-[\dA-F]{2}){5}$/), owner: text },
  },
  SIEM_LOGS: {
    record: 'siem_logs.siem_logs',
    key: 'hostname',
    fields: {
      hostname: address,
      action: oneOf('allow', 'deny'),
      l4: exactly('tcp'),
      access_group: matching(/^(group-[1-4]|admin)$/),
      source: endpoint,
      destination: endpoint,
    },
  },
}
