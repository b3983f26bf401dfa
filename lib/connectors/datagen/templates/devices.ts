// Games, devices and their logs.
import {
  field,
  iteration,
  options,
  optionsFrom,
  range,
  record,
  regex,
  startOf2021,
  type DatagenTemplates,
} from './parts'

const rooms = ['Arcade', 'Survival', 'Classic'].flatMap((kind) =>
  ['Rookie', 'Skilled', 'Expert'].map((level) => `${kind} -- ${level}`),
)

const gamingTemplates: DatagenTemplates = {
  GAMING_GAMES: {
    label: 'Gaming: games',
    description: 'Game rooms by kind and level',
    keyField: 'id',
    schema: record('gaming', 'gaming_games', [
      field('id', 'int', range(1000, 5000)),
      field('room_name', 'string', options(...rooms)),
      field('created_date', 'long', iteration(startOf2021, 100000), 'timestamp-millis'),
    ]),
  },
  GAMING_PLAYERS: {
    label: 'Gaming: players',
    description: '100 players with their addresses',
    keyField: 'player_id',
    schema: record(
      'gaming',
      'gaming_players',
      [field('player_id', 'int'), field('player_name', 'string'), field('ip', 'string')],
      optionsFrom('players'),
    ),
  },
  GAMING_PLAYER_ACTIVITY: {
    label: 'Gaming: player activity',
    description: 'Points that players make in game rooms',
    keyField: 'player_id',
    schema: record('gaming', 'gaming_player_activity', [
      field('player_id', 'int', range(1001, 1101)),
      field('game_room_id', 'int', range(1000, 5000)),
      field('points', 'int', range(10, 500)),
      field('coordinates', 'string', regex('\\[[0-9][0-9],[0-9][0-9]\\]')),
    ]),
  },
}

const endpoint = (name: string) => ({
  name,
  type: record('siem_logs', name, [
    field('ip', 'string', optionsFrom('deviceAddresses')),
    field('port', 'int', range(10000, 99999)),
  ]),
})

export const deviceTemplates: DatagenTemplates = {
  ...gamingTemplates,
  DEVICE_INFORMATION: {
    label: 'Device information',
    description: 'Devices with address and owner',
    keyField: 'device_ip',
    schema: record('device_information', 'device_information', [
      field('device_ip', 'string', optionsFrom('deviceAddresses')),
      field('mac_address', 'string', optionsFrom('macAddresses')),
      field('owner', 'string', optionsFrom('people')),
    ]),
  },
  SIEM_LOGS: {
    label: 'SIEM logs',
    description: 'What a firewall allowed and denied between those devices',
    keyField: 'hostname',
    schema: record('siem_logs', 'siem_logs', [
      field('hostname', 'string', optionsFrom('deviceAddresses')),
      field('action', 'string', options('allow', 'deny')),
      field('l4', 'string', options('tcp')),
      field('access_group', 'string', options('group-1', 'group-2', 'group-3', 'group-4', 'admin')),
      endpoint('source'),
      endpoint('destination'),
    ]),
  },
  SYSLOG_LOGS: {
    label: 'Syslog logs',
    description: 'System log messages with facility and severity',
    keyField: 'host',
    schema: record('syslogs', 'syslog_logs', [
      field('name', 'string', regex('[a-zA-Z]{5,8}')),
      field('type', 'string', options('RFC5424', 'RFC3164', 'CEF', 'UNKNOWN')),
      field('message', 'string', regex('[a-z ]{10,15}')),
      field(
        'host',
        'string',
        options(
          '121.46.66.201',
          '127.26.223.241',
          '185.167.200.143',
          '137.92.22.136',
          '191.84.20.142',
          '151.253.100.45',
          '76.115.125.169',
          '25.19.61.124',
          '140.136.224.11',
          '107.226.4.123',
        ),
      ),
      field('version', 'string', options('3.25.1')),
      field('tag', 'string', options('.source.s_src')),
      field('level', 'int', range(0, 191)),
      field('facility', 'string', options('syslog', 'authpriv', 'cron')),
      field('severity', 'int', range(0, 8)),
      field('appName', 'string', regex('[A-Z]{5,8}')),
      field(
        'remoteAddress',
        'string',
        options(
          '91.253.222.9',
          '48.92.8.255',
          '107.150.81.0',
          '254.11.108.139',
          '14.53.111.201',
          '215.70.232.123',
          '122.96.193.183',
          '185.128.89.135',
          '246.46.59.238',
          '238.158.147.172',
        ),
      ),
      field('rawMessage', 'string', regex('[a-z ]{10,15}')),
      field('processId', 'string', regex('[1-9]{1}[0-9]{6}')),
      field('messageId', 'string', regex('[1-9]{1}[0-9]{2}')),
      field('deviceVendor', 'string', regex('[a-z]{5}')),
      field('deviceProduct', 'string', regex('[a-z]{5}')),
      field('deviceVersion', 'string', options('1.0', '2.0', '3.0', '4.0', '5.0')),
      field('ts', 'long', iteration(startOf2021, 100)),
    ]),
  },
}
