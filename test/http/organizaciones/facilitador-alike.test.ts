import { describe, expect, it } from 'vitest'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import {
  facilitadorCuenta,
  facilitadorEmail,
  listIn,
  otecEmail,
  pedido,
  proveOtec,
  RECUPERAR_URL,
  registerOtec,
  requestFacilitador,
  SOLICITAR_URL,
  subjectsFor,
  withFacilitador,
} from '../../support/data/facilitadores.ts'
import { mailsFor } from '../../support/http/journeys.ts'
import type { LoadedPage } from '../../support/http/script-free-browser.ts'
import { createTestProduct } from '../../support/product/test-product.ts'

describe('a second OTEC', () => {
  /** What the OTEC sees, without per-render tokens and what was typed. */
  const visible = ({ status, url, html }: LoadedPage) => ({
    status,
    url,
    page: html
      .replace(/(type="hidden"[^>]* value|nonce)="[^"]*"/g, '$1')
      .replace(/\/captcha\/[^"]+/g, 'CAPTCHA')
      .replace(/visita-[\w-]+/g, 'VISITA')
      .replace(/(facilitador|solicitud)=[\da-f-]{36}/g, 'ID')
      .replace(/79\.000\.\d{3}-[\dK]/g, 'RUT')
      .replace(/AB\*{4}\d\d/g, 'NIE'),
  })

  it('gets the same page, list, mails and hash cost for any facilitator as for a new one', async () => {
    const p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '5000' } })
    const estados: Partial<Cuenta>[] = [{}, { estado: 'congelada' }, { estado: 'cerrada' }, { email: null }]
    for (const [n, changes] of estados.entries()) {
      await withFacilitador(p, 79_000_001 + n, 3001 + n)
      const cuenta = await facilitadorCuenta(p, 3001 + n)
      await p.deps.store.transaction(async (uow) => {
        if (cuenta) await uow.cuentas.save({ ...cuenta, ...changes })
      })
    }
    const seen = []
    for (const [n, number] of [3001, 3002, 3003, 3004, 3099].entries()) {
      const otecNumber = 79_000_011 + n
      const me = await registerOtec(p, otecNumber)
      const before = p.composition.hasherStatus().done
      const fields = pedido(number, { nombres: 'Igual', email: `igual${n}@correo.test` })
      const done = visible(await requestFacilitador(me, otecNumber, fields))
      const hashes = p.composition.hasherStatus().done - before
      const list = listIn(await proveOtec(me, SOLICITAR_URL, otecNumber)).map((one) =>
        one.replace(/AB\*{4}\d\d/g, 'NIE').replace(/i\*{4}\d/, 'i****'),
      )
      const recovery = visible(await proveOtec(me, RECUPERAR_URL, otecNumber))
      const avisos = (await mailsFor(p, otecEmail(otecNumber))).map(({ subject }) => subject)
      seen.push({ done, hashes, list, recovery, avisos })
    }
    const latest = seen.at(-1)
    for (const view of seen) expect(view).toEqual(latest)
    // Only a new facilitator is mailed at the typed address; accounts, at their own if active.
    expect(await mailsFor(p, 'igual4@correo.test')).toHaveLength(1)
    for (const n of [0, 1, 2, 3]) expect(await mailsFor(p, `igual${n}@correo.test`)).toEqual([])
    const invited = await Promise.all([3001, 3002, 3003].map((n) => subjectsFor(p, facilitadorEmail(n))))
    const invitations = invited.map((subjects) => subjects.filter((a) => a.startsWith('Una OTEC')).length)
    expect(invitations).toEqual([2, 1, 1])
    await p.close()
  })
})
