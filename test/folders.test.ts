import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InvalidConfig, readConfig } from '../src/config/config.ts'
import { foldersOf, makeFolders } from '../src/folders.ts'
import { localSecrets } from '../src/local-secrets.ts'
import { randomSecrets, randomText } from './support/product/secrets.ts'

describe('folders in which the product writes', () => {
  let root = ''
  /** Under a file nobody can make a folder, whoever runs the tests. */
  let closed = ''
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'clave-sence-folders-'))
    closed = join(root, 'file')
    await writeFile(closed, '')
  })
  afterAll(() => rm(root, { recursive: true }))

  const read = (env: Record<string, string>) => readConfig(env, randomSecrets)
  const production = (env: Record<string, string>) =>
    read({ NODE_ENV: 'production', BASE_URL: 'https://clave.test', ...randomSecrets(), ...env })
  const SENT = {
    SMTP_URL: 'smtps://correo.test',
    SMS_WEBHOOK_URL: 'https://sms.test/',
    SMS_WEBHOOK_SECRET: randomText(),
  }

  function problemsOf(make: () => void): readonly string[] {
    try {
      make()
    } catch (error) {
      return (error as InvalidConfig).problems
    }
    return []
  }

  test.each([
    ['DATABASE_URL', () => production({ ...SENT, DATABASE_URL: `sqlite:${closed}/x.db` })],
    [
      'MAIL_DIR',
      () => production({ DATABASE_URL: 'postgres://base/x?sslmode=verify-full', DATA_DIR: closed }),
    ],
    ['SMS_DIR', () => read({ ...SENT, SMS_WEBHOOK_URL: '', DATA_DIR: root, SMS_DIR: `${closed}/sms` })],
    ['DATA_DIR', () => read({ ...SENT, DATA_DIR: `${closed}/var` })],
  ])('%s is named when its folder cannot be made, with what to do', (name, config) => {
    const [problem = '', ...others] = problemsOf(() => makeFolders(foldersOf(config())))
    expect(problem).toMatch(new RegExp(`^${name}: nothing can be written in ${closed}\\S* \\(\\w+\\): set `))
    expect(others).toHaveLength(name === 'MAIL_DIR' ? 1 : 0)
  })

  test('so it is where development would make its secrets', () => {
    const [problem] = problemsOf(() => localSecrets(join(closed, 'var')))
    expect(problem).toMatch(/^DATA_DIR: nothing can be written in /)
  })

  test('on a server with everything sent there is none, and those that are missing are made for their owner alone', async () => {
    expect(foldersOf(production({ ...SENT, DATABASE_URL: 'postgres://base/x?sslmode=verify-full' }))).toEqual(
      [],
    )
    const file = join(root, 'new', 'deep', 'x.db')
    makeFolders(foldersOf(production({ DATABASE_URL: `sqlite:${file}` })))
    for (const folder of ['', 'correo', 'sms'])
      expect((await stat(join(file, '..', folder))).mode & 0o777).toBe(0o700)
  })
})
