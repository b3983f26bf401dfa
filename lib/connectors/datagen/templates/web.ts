// Users and what they do on a web site.
import {
  field,
  iteration,
  options,
  optionsFrom,
  range,
  record,
  regex,
  yearOfUsers,
  type DatagenTemplates,
  type TemplateField,
} from './parts'

const userFields: TemplateField[] = [
  field('registertime', 'long', range(...yearOfUsers)),
  field('userid', 'string', regex('User_[1-9]')),
  field('regionid', 'string', regex('Region_[1-9]')),
  field('gender', 'string', options('MALE', 'FEMALE', 'OTHER')),
]

const contact = (phone: string, city: string, zipcode: string) => ({ phone, city, state: 'CA', zipcode })

export const webTemplates: DatagenTemplates = {
  USERS: {
    label: 'Users',
    description: 'Nine users with region and gender',
    keyField: 'userid',
    schema: record('ksql', 'users', userFields),
  },
  USERS_ARRAY: {
    label: 'Users with arrays and maps',
    description: 'Nine users with a list of interests and a map of contact data',
    keyField: 'userid',
    schema: record('ksql', 'users', [
      ...userFields,
      {
        name: 'interests',
        type: {
          type: 'array',
          items: 'string',
          'arg.properties': options(
            ['Game', 'News'],
            ['Game', 'Sport'],
            ['News', 'Movies'],
            ['News', 'Travel'],
          ),
        },
      },
      {
        name: 'contactinfo',
        type: {
          type: 'map',
          values: 'string',
          'arg.properties': options(
            contact('6503349999', 'San Mateo', '94403'),
            contact('9492229999', 'Irvine', '92617'),
            contact('6503889999', 'Palo Alto', '94301'),
            contact('4083366881', 'San Jose', '95112'),
            contact('6502215368', 'San Carlos', '94070'),
          ),
        },
      },
    ]),
  },
  PAGEVIEWS: {
    label: 'Page views',
    description: 'Which user looked at which page',
    keyField: 'viewtime',
    schema: record('ksql', 'pageviews', [
      field('viewtime', 'long', iteration(1, 10)),
      field('userid', 'string', regex('User_[1-9]')),
      field('pageid', 'string', regex('Page_[1-9][0-9]')),
    ]),
  },
  CLICKSTREAM: {
    label: 'Clickstream',
    description: 'Web server log lines with address, request and status',
    keyField: 'ip',
    schema: record('clickstream', 'events', [
      field('ip', 'string', optionsFrom('visitorAddresses')),
      field('userid', 'int', range(-1, 40)),
      field('remote_user', 'string', options('-')),
      field('time', 'string', iteration(1, 10)),
      field('_time', 'long', iteration(1, 10)),
      field(
        'request',
        'string',
        options(
          'GET /index.html HTTP/1.1',
          'GET /site/user_status.html HTTP/1.1',
          'GET /site/login.html HTTP/1.1',
          'GET /site/user_status.html HTTP/1.1',
          'GET /images/track.png HTTP/1.1',
          'GET /images/logo-small.png HTTP/1.1',
        ),
      ),
      field('status', 'string', options('200', '302', '404', '405', '406', '407')),
      field('bytes', 'string', options('278', '1289', '2048', '4096', '4006', '4196', '14096')),
      field('referrer', 'string', options('-')),
      field(
        'agent',
        'string',
        options(
          'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
          'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/59.0.3071.115 Safari/537.36',
        ),
      ),
    ]),
  },
  CLICKSTREAM_CODES: {
    label: 'Clickstream codes',
    description: 'Look-up table of the status codes in Clickstream',
    keyField: 'code',
    schema: record(
      'clickstream',
      'codes',
      [field('code', 'int'), field('definition', 'string')],
      options(
        { code: 200, definition: 'Successful' },
        { code: 302, definition: 'Redirect' },
        { code: 404, definition: 'Page not found' },
        { code: 405, definition: 'Method not allowed' },
        { code: 406, definition: 'Not acceptable' },
        { code: 407, definition: 'Proxy authentication required' },
      ),
    ),
  },
  CLICKSTREAM_USERS: {
    label: 'Clickstream users',
    description: 'The users in Clickstream with name, city and level',
    keyField: 'user_id',
    schema: record('clickstream', 'users', [
      field('user_id', 'int', iteration(1)),
      field('username', 'string', optionsFrom('usernames')),
      field('registered_at', 'long', range(1407645330000, 1502339792000)),
      field(
        'first_name',
        'string',
        options(
          ...['Elwyn', 'Curran', 'Hanson', 'Woodrow', 'Ferd', 'Reeva'],
          ...['Antonio', 'Arlyne', 'Dimitri', 'Oriana', 'Abdel', 'Greta'],
        ),
      ),
      field(
        'last_name',
        'string',
        options(
          ...['Vanyard', 'Vears', 'Garrity', 'Trice', 'Tomini', 'Jushcke'],
          ...['De Banke', 'Pask', 'Rockhill', 'Romagosa', 'Adicot', 'Lalonde'],
        ),
      ),
      field(
        'city',
        'string',
        options('Palo Alto', 'San Francisco', 'Raleigh', 'London', 'Frankfurt', 'New York'),
      ),
      field('level', 'string', options('Gold', 'Silver', 'Platinum')),
    ]),
  },
  RATINGS: {
    label: 'Ratings',
    description: 'Stars and messages that passengers give an airline',
    keyField: 'rating_id',
    schema: record('ksql', 'ratings', [
      field('rating_id', 'long', iteration(1)),
      field('user_id', 'int', range(-1, 20)),
      field('stars', 'int', range(1, 5)),
      field('route_id', 'int', range(1, 9999)),
      field('rating_time', 'long', iteration(1, 12)),
      field('channel', 'string', options('web', 'iOS', 'ios', 'iOS-test', 'android')),
      field('message', 'string', optionsFrom('ratingMessages')),
    ]),
  },
}
