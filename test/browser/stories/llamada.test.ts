/** Calls as who answers them lives them (docs/consola.md): with and without JavaScript, and by keyboard alone. */
import { describe, expect, it } from 'vitest'
import { paths } from '../../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_KEYBOARD, WITHOUT_JAVASCRIPT } from '../../support/browser/browser-visit.ts'
import { enterAs } from '../../support/browser/console-visit.ts'
import { updateCuenta } from '../../support/data/cuentas.ts'
import { activeFuncionario, CONTRASENA, totpCode } from '../../support/data/personal.ts'
import { rutOf } from '../../support/data/personas.ts'
import { smsTo } from '../../support/http/celular.ts'
import {
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  registerConfirmed,
} from '../../support/http/journeys.ts'
import { openTestSite } from '../../support/http/site.ts'

const WITHOUT_SCRIPTS = {
  ...WITHOUT_JAVASCRIPT,
  keyboard: true,
  name: 'without JavaScript at 360 px and the keyboard alone',
} as const
const OPENING = { motivoLlamada: 'clave_olvidada', numeroLlamada: '4821' }

describeInChromium('a call', () => {
  const e = browserScene(openTestSite)

  interface Caller {
    number: number
    email: string
    celular: string
    /** What they answer to the script. */
    said: { nombreDicho: string; fechaNacimiento: string; contactoDicho: string; direccionDicha: string }
  }

  /** Somebody with a confirmed mailbox and mobile. */
  async function caller(): Promise<Caller> {
    const number = e.site.number()
    const celular = `9${number}`
    await registerConfirmed(e.site, number)
    await updateCuenta(e.site, 'natural', rutOf(number), {
      celular,
      celularConfirmedAt: e.site.clock.now(),
    })
    return {
      ...{ number, celular, email: emailOf(number) },
      said: {
        nombreDicho: 'maria jesus nancupil',
        fechaNacimiento: '03-10-1994',
        contactoDicho: celular,
        direccionDicha: 'los aromos 123',
      },
    }
  }

  /** Enters with password and code. @returns what shows the second factor again. */
  async function signIn(v: BrowserVisit): Promise<(button?: string) => Promise<void>> {
    const { email, secret } = await activeFuncionario(e.site.deps, {
      email: `eva${e.site.number()}@sence.test`,
    })
    const show = async (button = 'Continuar') => {
      e.site.clock.advance({ minutes: 1 })
      await v.submit({ codigo: totpCode(secret, e.site.clock.now()) }, button)
    }
    await v.goTo(paths.console.home)
    await v.submit({ email, contrasena: CONTRASENA }, 'Continuar')
    await show('Ingresar')
    return show
  }

  /** From the home to the page of the call. */
  async function open(v: BrowserVisit, { number }: Caller): Promise<void> {
    await v.submit({ q: rutOf(number) }, 'Buscar')
    await v.submit(OPENING, 'Abrir la cuenta')
  }

  /** The button that sends a code, for an action. */
  const sendCode = (v: BrowserVisit, accion: RegExp) =>
    v.changePage(async () => {
      const button = v.page.getByRole('button', { name: accion }).first()
      await button.focus()
      await v.page.keyboard.press('Enter')
    })

  const codeOfCall = async ({ celular }: Caller, accion: string) =>
    (await smsTo(e.site, celular))
      .map((text) => new RegExp(`para ${accion} diga (\\d{6}),`).exec(text)?.[1] ?? '')
      .findLast(Boolean) ?? ''

  it('recovers by phone in five pages and 25 keys', async () => {
    const v = await e.enter(WITH_KEYBOARD)
    const who = await caller()
    await enterAs(v, e.site, 'ejecutivo')
    await v.goTo(paths.console.home)
    const seen: string[] = []
    let keys = 0
    const { keyboard } = v.page
    const press = async (...pressed: string[]) => {
      for (const key of pressed) await keyboard.press(key)
      keys += pressed.length
    }
    const arrive = async (key: string) => {
      await v.changePage(() => press(key))
      seen.push(v.path())
    }
    await press('/')
    await keyboard.type(rutOf(who.number))
    await arrive('Enter')
    // The reason by its first letter, and the ticket.
    await press('Tab', 'o', 'Tab', '4', '8', '2', '1')
    await arrive('Enter')
    await press('c')
    const [name, ...others] = Object.values(who.said)
    await keyboard.type(String(name))
    for (const text of others) {
      await press('Tab')
      await keyboard.type(text)
    }
    await arrive('Enter')
    await arrive('e')
    // Ends the call with it.
    await press('Tab', 'Space')
    await arrive('Enter')
    expect(await v.title()).toBe('Resumen para leer en voz alta')
    const { abrir, llamada, acciones, resumen } = paths.console
    expect(seen).toEqual([abrir, llamada, llamada, acciones.enviar_enlace, resumen])
    expect(keys).toBeLessThanOrEqual(25)
    expect(await v.text('main')).not.toContain(who.email)

    await v.goTo(await enlaceFor(e.site, who.email, 'Recuperar mi CS'))
    expect(await v.title()).toBe('Cree una nueva CS')
  })

  it('recovers by phone in five pages without JavaScript', async () => {
    const v = await e.enter(WITHOUT_SCRIPTS)
    const who = await caller()
    await enterAs(v, e.site, 'ejecutivo')
    await v.goTo(paths.console.home)
    await open(v, who)
    await v.submit(who.said, 'Comprobar')
    await v.follow('Enviar un enlace a su correo')
    await v.submit({ terminaLlamada: 'si' }, 'Enviar el enlace')
    expect(await v.title()).toBe('Resumen para leer en voz alta')
    expect(await v.text('main')).not.toContain(who.email)
    expect(await enlaceFor(e.site, who.email, 'Recuperar mi CS')).toContain(e.site.base)
  })

  describe.each([WITH_KEYBOARD, WITHOUT_SCRIPTS])('$name', (mode) => {
    it('changes an e-mail with a code read back from the mobile', async () => {
      const v = await e.enter(mode)
      const who = await caller()
      const showFactorAgain = await signIn(v)
      await open(v, who)
      await sendCode(v, /celular.*para cambiar o agregar su correo/)
      await v.submit({ codigo: await codeOfCall(who, 'cambiar su correo') }, 'Comprobar el código')
      await v.follow('Cambiar o agregar su correo')
      await showFactorAgain()
      const email = `nueva${who.number}@correo.test`
      await v.submit({ email }, 'Pedir el cambio')
      expect(await v.title()).toBe('Hecho')
      await v.press('Terminar la llamada')
      expect(await v.title()).toBe('Resumen para leer en voz alta')
      expect((await naturalCuenta(e.site, who.number)).email).toBe(who.email)
      expect((await mailsFor(e.site, who.email)).at(-1)?.text).toContain('Pedimos cambiar el correo')
    })

    it('gives back an account frozen by mistake', async () => {
      const v = await e.enter(mode)
      const who = await caller()
      await noFuiYo(e.site, who.email)
      const showFactorAgain = await signIn(v)
      await open(v, who)
      await sendCode(v, /celular.*para descongelar/)
      await v.submit({ codigo: await codeOfCall(who, 'descongelar su cuenta') }, 'Comprobar el código')
      await v.follow('Descongelar la cuenta')
      await showFactorAgain()
      await v.press('Descongelar la cuenta')
      await v.press('Terminar la llamada')
      expect((await naturalCuenta(e.site, who.number)).estado).toBe('activa')
    })

    it('leaves a caso where nothing passes', async () => {
      const v = await e.enter(mode)
      const who = await caller()
      await enterAs(v, e.site, 'ejecutivo')
      await v.goTo(paths.console.home)
      await open(v, who)
      for (let left = 3; left > 0; left--)
        await v.submit({ ...who.said, nombreDicho: `Otra Persona ${left}` }, 'Comprobar')
      expect(await v.text('main')).toContain('nadie vuelve a preguntar')
      expect(await v.page.getByRole('link', { name: 'Enviar un enlace a su correo' }).count()).toBe(0)
      await v.follow('Abrir un caso')
      await v.press('Abrir el caso')
      await v.press('Terminar la llamada')
      expect(await v.text('main')).toMatch(/Número del caso: [A-Z2-9-]{8,}/)
    })
  })
})
