import { expect, it } from 'vitest'
import { createCliProduct } from './harness.ts'

it('a system is registered, seen, changed, given another secret, suspended and resumed', async () => {
  const { harness } = await createCliProduct('sqlite')
  const run = async (text: string) => {
    harness.said.length = 0
    return { code: await harness.command(`sistemas ${text}`), said: harness.said.join('\n') }
  }
  const made = await run(
    'crear --nombre Cursos --redirect https://a.test/vuelta --redirect https://b.test/vuelta --propio --scopes openid,run,name --logout-redirect https://a.test/adios --volver-origen https://a.test --backchannel https://a.test/salida',
  )
  expect(made.code).toBe(0)
  const [, id = ''] = /client_id: ([a-z\d]{24})$/m.exec(made.said) ?? []
  const [, secret = ''] = /client_secret: ([\w-]{43})$/m.exec(made.said) ?? []
  expect([id.length, secret.length]).toEqual([24, 43])

  const seen = await run(`ver ${id}`)
  expect(seen.said).toContain(`${id}: Cursos, propio, activo
Dirección de vuelta: https://a.test/vuelta
Dirección de vuelta: https://b.test/vuelta
Dirección al salir: https://a.test/adios
Origen de volver: https://a.test
Permisos: openid run name
Autenticación: client_secret_basic
Secreto: del `)
  expect(seen.said).not.toContain(secret)

  const changed = await run(
    `cambiar ${id} --tercero --post --scopes openid --backchannel ninguno --logout-redirect ninguno`,
  )
  expect(changed.said).toMatch(/tercero[\s\S]*Permisos: openid\nAutenticación: client_secret_post/)
  expect(changed.said).not.toContain('adios')
  expect((await run(`rotar ${id} --traslape 2`)).said).toMatch(/2 horas más\.\nclient_secret: [\w-]{43}\n/)
  expect((await run(`ver ${id}`)).said.match(/^Secreto: /gm)).toHaveLength(2)
  expect((await run(`suspender ${id}`)).code).toBe(0)
  expect((await run('listar')).said).toBe(`${id}: Cursos, tercero, suspendido\nSistemas: 1.`)
  expect((await run(`reanudar ${id}`)).code).toBe(0)
  const open = await run(
    'crear --nombre App --redirect http://127.0.0.1:4000/ --tercero --publico --scopes openid',
  )
  expect(open.said).toContain('Sin client_secret: es un cliente público y usa PKCE.')

  for (const [text, code, says] of [
    [
      'crear --nombre X --redirect https://*.test --scopes todo --tercero',
      1,
      'La dirección https://*.test no sirve',
    ],
    ['crear --nombre X --redirect https://x.test --scopes openid', 2, '--propio (de SENCE) o --tercero'],
    [
      'crear --nombre X --redirect https://x.test --scopes openid --propio --tercero',
      2,
      'Van juntas --propio y --tercero',
    ],
    [
      'crear --nombre cursos --redirect https://x.test --scopes openid --propio',
      1,
      'Otro sistema se llama así',
    ],
    [
      'crear --nombre X --redirect https://x.test --scopes openid --propio --logo /no/hay.png',
      1,
      'No se pudo leer',
    ],
    [`cambiar ${id}`, 2, 'Diga qué cambia'],
    [`cambiar ${id} --sector ${id}`, 2, 'El sector se elige al crear'],
    [`cambiar ${id} --backchannel https://10.0.0.7/`, 1, 'va con https y un dominio público'.slice(3)],
    [`rotar ${id} --traslape 721`, 2, 'de 0 a 720'],
    [`reanudar ${id}`, 1, 'Ya estaba activo'],
    ['ver nadie', 1, 'No hay un sistema con ese client_id'],
  ] as const) {
    const done = await run(text)
    expect([text, done.code, done.said.includes(says)], done.said).toEqual([text, code, true])
  }
})
