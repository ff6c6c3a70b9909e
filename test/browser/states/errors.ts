/** Page states of what the product cannot answer: errors, and a form sent while it is busy. */

import { availableParallelism } from 'node:os'
import Database from 'better-sqlite3'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { ASKER } from '../../support/data/askers.ts'
import { CLAVE, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import type { TestSite } from '../../support/http/site.ts'
import { goToPregunta, withCuenta } from './scenes.ts'
import { type GoToState, open, submit } from './state.ts'

/** Forms of one address that cost nothing. */
export const FREE_POSTS = 10_000

export const ERROR_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  'error 403': async (v) => {
    await v.goTo(pasoUrl('natural', 'recuperar'))
    await v.here()
    await v.field('_csrf').evaluate((hiddenInput) => {
      hiddenInput.value = 'falsa'
    })
    await v.submit({ rut: '12.345.678-5' }, 'Validar')
  },
  'error 404': open('/no-existe'),
  'error 413': submit(pasoUrl('natural', 'registrar'), 'Crear Cuenta', { nombres: 'x'.repeat(70_000) }),
  'error 429': async (v, site) => {
    const rut = rutOf(site.number())
    for (let round = 0; round < 7; round++) {
      await v.goTo(pasoUrl('natural', 'recuperar'))
      await v.submit({ rut }, 'Validar')
    }
  },
  'error 500': async (v, site) => {
    await v.goTo(pasoUrl('natural', 'cambiar'))
    await v.here()
    const other = new Database(site.config.DATABASE_URL.slice('sqlite:'.length))
    other.exec('alter table try_counters rename to aside')
    await v.submit({ rut: rutOf(site.number()), claveActual: CLAVE }, 'Validar')
    other.exec('alter table aside rename to try_counters')
    other.close()
  },
  'error 503': async (v, site) => {
    await v.goTo(pasoUrl('natural', 'recuperar'))
    await v.here()
    const other = new Database(site.config.DATABASE_URL.slice('sqlite:'.length))
    other.exec('begin immediate')
    await v.submit({ rut: rutOf(site.number()) }, 'Validar')
    other.exec('commit')
    other.close()
  },
  'precio sin scripts': crowded(open(pasoUrl('natural', 'cambiar'))),
  'precio antes de tiempo': crowded(
    submit(pasoUrl('natural', 'cambiar'), 'Validar', { rut: '12.345.678-5', claveActual: CLAVE }),
  ),
  'formulario ocupado': withCuenta(async (v, number, site) => {
    await goToPregunta(v, number)
    const release = fillQueue(site)
    await v.submit({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
    release()
  }),
}

/** A form whose price a browser that cannot work must wait for, until the crowd has gone. */
function crowded(goTo: GoToState): GoToState {
  return async (v, site) => {
    const { traffic } = site.product.services
    for (let sent = 0; sent < 1.5 * FREE_POSTS; sent++)
      traffic.record({ networks: ['127.0.0.1'] }, site.clock.now())
    await v.runFirst('delete globalThis.Worker')
    await goTo(v, site)
    await v.here()
    site.clock.advance({ hours: 2 })
  }
}

/** Fills the hashing queue with half a minute of work. @returns a function that frees it. */
function fillQueue({ deps: { hasher }, composition }: TestSite): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  const hashes = Math.ceil((30_000 * availableParallelism()) / composition.hasherStatus().averageMs)
  void hasher.reserve(ASKER, hashes, () => promise)
  return resolve
}
