/** What takes two of the staff, as they and whose account it is live it (product.md “Two people”). */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { formatRut } from '../../../src/domain/values/rut.ts'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import { type BrowserVisit, OPPOSITE_MODES, type VisitMode } from '../../support/browser/browser-visit.ts'
import { followMail } from '../../support/browser/stories.ts'
import { askInCall, decideInConsole } from '../../support/browser/two-people.ts'
import { markConfirmed } from '../../support/data/cuentas.ts'
import { REPRESENTANTE } from '../../support/data/organismos.ts'
import { organizacionCuenta, registerOrganizacion } from '../../support/data/organizaciones.ts'
import { naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import {
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  registerConfirmed,
  registerNaturalWith,
  returnFields,
} from '../../support/http/journeys.ts'
import { estadoOf, later } from '../../support/http/ordenes.ts'
import { openTestSite } from '../../support/http/site.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const NEW_REPRESENTANTE = rutOf(9_000_003)
const LIBERAR = {
  kind: 'liberar',
  fields: { motivoLiberar: 'creada_por_otra_persona', documentoVisto: 'cedula' },
  button: 'Pedir que se libere',
} as const

describeInChromium('what two people decide', () => {
  const e = browserScene(openTestSite)

  /** Each of those who take part, in a browser of their own. */
  const enterAll = async (mode: VisitMode) => {
    const [agent, supervisor, person] = [await e.enter(mode), await e.enter(mode), await e.enter(mode)]
    return { agent, supervisor, person }
  }

  /** Whoever got the link of two people chooses everything anew. */
  async function takeAccount(v: BrowserVisit, rut: string, mailbox: string): Promise<void> {
    await v.goTo(await enlaceFor(e.site, mailbox, 'Usar mi cuenta'))
    await v.submit({ rut }, 'Continuar')
    await v.submit(returnFields(NEW_CLAVE), 'Cambiar Clave')
    expect(v.path()).toBe(pasoUrl('natural', 'cambiar', 'listo'))
  }

  describe.each(OPPOSITE_MODES)('$name', (mode) => {
    it('a company gets whom its papers name as representative, and goes on', async () => {
      const { agent, supervisor, person } = await enterAll(mode)
      const number = e.site.number()
      const rut = rutOf(number)
      await registerOrganizacion(e.site, number)
      await markConfirmed(e.site, 'juridica', rut)
      const orden = await askInCall(agent, e.site, {
        ...{ rut, kind: 'representante', button: 'Pedir el cambio' },
        fields: {
          ...{ motivoRepresentante: 'nuevo_representante', documentoVisto: 'poder' },
          ...{ rutRepresentante: NEW_REPRESENTANTE, nombres: 'Eva Soto' },
        },
      })
      const seen = await decideInConsole(supervisor, e.site, { number: orden })
      expect(seen).toContain(`RUT del representante que pide: ${formatRut(NEW_REPRESENTANTE)}`)
      expect(await supervisor.text('main')).toContain('si nadie se opone')
      expect((await organizacionCuenta(e.site, number)).rutRepresentante).toBe(REPRESENTANTE)
      await later(e.site, { hours: 24 })
      expect(await estadoOf(e.site, orden)).toBe('aplicada')

      await person.goTo(pasoUrl('juridica', 'actualizar'))
      const data = { rut, emailRegistrado: emailOf(number) }
      await person.submit({ ...data, rutRepresentante: REPRESENTANTE }, 'Validar')
      expect(person.path()).toBe(pasoUrl('juridica', 'actualizar'))
      await person.submit({ rutRepresentante: NEW_REPRESENTANTE }, 'Validar')
      await person.submit({ preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA }, 'Validar')
      expect(person.path()).toBe(pasoUrl('juridica', 'actualizar', 'datos'))
    })

    it('a taken RUT is given back: its account ends after 24 hours, and whose it is registers', async () => {
      const { agent, supervisor, person } = await enterAll(mode)
      const number = e.site.number()
      await registerConfirmed(e.site, number)
      const orden = await askInCall(agent, e.site, { ...LIBERAR, rut: rutOf(number) })
      await decideInConsole(supervisor, e.site, { number: orden })
      expect((await mailsFor(e.site, emailOf(number))).at(-1)?.text).toContain('Detener el cierre')
      await later(e.site, { hours: 24 })
      expect((await mailsFor(e.site, emailOf(number))).at(-1)?.subject).toBe('Cerramos su Clave Sence')

      await person.goTo(pasoUrl('natural', 'registrar'))
      const own = naturalRegistration(number, { email: `propia${number}@correo.test` })
      await person.submit(own, 'Crear Cuenta')
      expect(await person.title()).toBe('Su cuenta fue creada')
    })

    it('an owner who objects keeps a frozen account, until another person gives it back', async () => {
      const { agent, supervisor, person } = await enterAll(mode)
      const number = e.site.number()
      const rut = rutOf(number)
      await registerConfirmed(e.site, number)
      const orden = await askInCall(agent, e.site, { ...LIBERAR, rut })
      const who = randomUUID()
      await decideInConsole(supervisor, e.site, { number: orden, who })
      const objection = { enlace: 'Detener el cierre', button: 'No estoy de acuerdo' }
      await followMail(person, e.site, emailOf(number), objection)
      expect(person.path()).toBe(paths.objected)
      await supervisor.goTo(paths.console.ordenes)
      expect(await supervisor.text('main')).toMatch(/Su dueño se opuso.*Por decidir hasta/)

      const back = await askInCall(agent, e.site, {
        ...{ rut, kind: 'descongelar', button: 'Pedir que se descongele' },
        fields: {
          ...{ motivoDescongelar: 'objecion_resuelta', documentoVisto: 'cedula' },
          email: emailOf(number),
        },
      })
      await decideInConsole(supervisor, e.site, { number: back, who })
      expect(await supervisor.errors()).toEqual([refusalText('orden_misma_persona')])
      await decideInConsole(supervisor, e.site, { number: back })
      await later(e.site, { hours: 24 })
      expect((await naturalCuenta(e.site, number)).estado).toBe('congelada')
      await takeAccount(person, rut, emailOf(number))
      expect((await naturalCuenta(e.site, number)).estado).toBe('activa')
    })

    it('somebody without any way in is let in by a link to the mailbox that they named', async () => {
      const { agent, supervisor, person } = await enterAll(mode)
      const number = e.site.number()
      const rut = rutOf(number)
      const nothing = { claveHash: null, firstClaveAt: null, preguntaSecreta: null, respuestaHash: null }
      await registerNaturalWith(e.site, number, { ...nothing, email: null, emailConfirmedAt: null })
      const email = `nueva${number}@correo.test`
      const orden = await askInCall(agent, e.site, {
        ...{ rut, kind: 'invitar', button: 'Pedir la invitación' },
        fields: { motivoInvitar: 'sin_clave_ni_correo', documentoVisto: 'cedula', email },
      })
      const seen = await decideInConsole(supervisor, e.site, { number: orden })
      expect(seen).toContain(`Correo que pide: ${email}`)
      expect(await mailsFor(e.site, email)).toEqual([])
      await later(e.site, { hours: 24 })
      await takeAccount(person, rut, email)
      await person.goTo(pasoUrl('natural', 'cambiar'))
      await person.submit({ rut, claveActual: NEW_CLAVE }, 'Validar')
      expect(person.path()).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    })
  })
})
