import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptOtec } from '../../src/application/facilitador/answer-invitation.ts'
import { listFacilitadores } from '../../src/application/facilitador/lazos.ts'
import { validateOtec } from '../../src/application/facilitador/otec.ts'
import { solicitarFacilitador } from '../../src/application/facilitador/solicitar.ts'
import { withdrawFacilitador } from '../../src/application/facilitador/withdraw.ts'
import { openEnlace } from '../../src/application/links/open-enlace.ts'
import type { Solicitud } from '../../src/application/ports.ts'
import type { Result } from '../../src/domain/outcome/result.ts'
import { pasoUrl } from '../../src/domain/urls.ts'
import { CONTEXT } from '../support/data/askers.ts'
import {
  facilitadorCuenta,
  facilitadorEmail,
  invitationFor,
  registerOtec,
  withFacilitador,
} from '../support/data/facilitadores.ts'
import { organizacionCuenta } from '../support/data/organizaciones.ts'
import { CLAVE, nieOf, rutOf } from '../support/data/personas.ts'
import { mailsFor } from '../support/http/journeys.ts'
import { createTestProduct, LETTERS, type TestProduct } from '../support/product/test-product.ts'
import { submission } from '../support/product/use-cases.ts'
import { ENGINES } from '../support/storage/databases.ts'

describe.each(ENGINES)('facilitadores requested concurrently, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine, env: { LIMIT_POSTS_PER_10_MINUTES: '5000' } })
  })
  afterAll(() => p.close())

  let submissions = 0
  const newForm = (form: string) => submission(p.deps, form, `envio ${submissions++}`)

  async function proven(otecNumber: number): Promise<string> {
    const proof = { operacion: 'facilitador/solicitar', volver: null } as const
    const form = newForm(pasoUrl('juridica', 'facilitador/solicitar'))
    const rutOtec = rutOf(otecNumber)
    const done = await validateOtec(p.deps, CONTEXT, { ...proof, rutOtec, claveOtec: CLAVE, form })
    return done.ok ? done.value.id : ''
  }

  const request = (solicitudId: string, number: number, email: string): Promise<Result<Solicitud>> =>
    solicitarFacilitador(p.deps, CONTEXT, {
      solicitudId,
      form: newForm(pasoUrl('juridica', 'facilitador/solicitar', 'nuevo')),
      data: {
        perfil: 'juridica',
        nie: nieOf(number),
        continuarDeTodosModos: false,
        tipoDocumento: 'pasaporte',
        nombres: 'Ada',
        apellidoPaterno: 'Eze',
        apellidoMaterno: null,
        paisOrigen: 'NGA',
        email,
        captcha: LETTERS,
      },
    })
  const listOf = async (otecNumber: number) =>
    listFacilitadores(p.deps, (await organizacionCuenta(p, otecNumber)).id)

  it('two OTECs with one new documento create one cuenta and get the same answer', async () => {
    for (const number of [77_500_001, 77_500_002]) await registerOtec(p, number)
    const ids = [await proven(77_500_001), await proven(77_500_002)] as const
    const [one, other] = await Promise.all([
      request(ids[0], 4001, 'una4001@correo.test'),
      request(ids[1], 4001, 'otra4001@correo.test'),
    ])
    expect([one.ok, other.ok]).toEqual([true, true])
    const cuenta = await facilitadorCuenta(p, 4001)
    const email = cuenta?.email ?? ''
    expect(['una4001@correo.test', 'otra4001@correo.test']).toContain(email)
    expect(await mailsFor(p, email)).toHaveLength(2)
    for (const number of [77_500_001, 77_500_002]) {
      expect((await listOf(number)).map(({ estado }) => estado)).toEqual(['pendiente'])
    }
  })

  it('the same documento from two windows of one OTEC makes one line in its list', async () => {
    await registerOtec(p, 77_500_003)
    const ids = await Promise.all([proven(77_500_003), proven(77_500_003)])
    const done = await Promise.all(ids.map((id) => request(id, 4003, facilitadorEmail(4003))))
    expect(done.map(({ ok }) => ok)).toEqual([true, true])
    expect(await listOf(77_500_003)).toHaveLength(1)
  })

  it('only one of two documentos gets the same new e-mail', async () => {
    for (const number of [77_500_004, 77_500_005]) await registerOtec(p, number)
    const ids = [await proven(77_500_004), await proven(77_500_005)] as const
    const done = await Promise.all([
      request(ids[0], 4004, 'comun4004@correo.test'),
      request(ids[1], 4005, 'comun4004@correo.test'),
    ])
    const codes = done.map((done) => (done.ok ? 'bien' : done.refusals[0]?.code))
    expect(codes.toSorted()).toEqual(['bien', 'email_no_disponible'])
  })

  it('an acceptance and a withdrawal at once end as withdrawn, and the avisos match', async () => {
    await withFacilitador(p, 77_500_006, 4006)
    await registerOtec(p, 77_500_007)
    await request(await proven(77_500_007), 4006, 'x4006@correo.test')
    const url = await invitationFor(p, facilitadorEmail(4006))
    const { id = '' } = (await openEnlace(p.deps, url.split('/').at(-1) ?? '')) ?? {}
    const [seen] = await listOf(77_500_007)
    const solicitudId = await proven(77_500_007)
    const [accepted, withdrawn] = await Promise.allSettled([
      acceptOtec(p.deps, CONTEXT, { id, page: 'una' }, null),
      withdrawFacilitador(p.deps, CONTEXT, {
        solicitudId,
        facilitador: seen?.id ?? '',
        form: newForm(pasoUrl('juridica', 'facilitador/solicitar', 'retirar')),
      }),
    ])
    expect(withdrawn.status).toBe('fulfilled')
    expect((await listOf(77_500_007)).map(({ estado }) => estado)).toEqual(['retirado'])
    const notified = (await mailsFor(p, facilitadorEmail(4006))).some(({ subject }) =>
      subject.startsWith('Ya no es facilitador'),
    )
    expect(notified).toBe(accepted.status === 'fulfilled')
  })
})
