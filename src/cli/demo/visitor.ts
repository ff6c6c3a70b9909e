/** One who is invented, at a browser: what they do on the pages, by the use cases behind them. */
import { openCaso } from '../../application/accounts/casos.ts'
import { validateForActualizar } from '../../application/citizen/actualizar/actualizar.ts'
import { actualizarDatos, readCurrentData } from '../../application/citizen/actualizar/actualizar-datos.ts'
import { proveWithRespuesta } from '../../application/citizen/actualizar/actualizar-proofs.ts'
import { validateForCambiar } from '../../application/citizen/cambiar/cambiar.ts'
import { CELULAR_CODIGO } from '../../application/citizen/codigos/celular-to-confirm.ts'
import { confirmCelular } from '../../application/citizen/codigos/confirm-celular.ts'
import { requestCodigoOfPage } from '../../application/citizen/codigos/request-codigo-of-page.ts'
import { noFuiYo } from '../../application/citizen/no-fui-yo.ts'
import { answerPregunta, startRecuperar } from '../../application/citizen/recuperar/recuperar.ts'
import { registrar } from '../../application/citizen/registrar.ts'
import { confirmEmail } from '../../application/links/confirm-email.ts'
import { objetar } from '../../application/links/objetar.ts'
import { openEnlace } from '../../application/links/open-enlace.ts'
import type { Context, Deps, EnlaceKind, Random, Solicitud } from '../../application/ports.ts'
import type { FormSubmission } from '../../application/request/once.ts'
import type { PerfilWith } from '../../domain/forms/tramites.ts'
import type { Result } from '../../domain/outcome/result.ts'
import { pasoUrl, urlOfPaso } from '../../domain/urls.ts'
import { CommandFailed } from '../command.ts'
import { DEMO_CLAVE, DEMO_PREGUNTA, DEMO_RESPUESTA, type Invented, REPRESENTANTE } from './people.ts'
import { registrarData } from './registration.ts'

/** The letters of every captcha of this run. */
export const DEMO_CAPTCHA = 'DEMO'
/** How many tries lock a secret, at most: the setting may say fewer. */
const TRIES = 20

/** Chance, and what came of it: the links and codes that messages bring are read here, not from a mailbox. */
interface Letters {
  random: Random
  tokens: string[]
  texts: string[]
}

function recordLetters(random: Random): Letters {
  const letters: Letters = {
    tokens: [],
    texts: [],
    random: {
      ...random,
      token() {
        const token = random.token()
        letters.tokens.unshift(token)
        return token
      },
      text(alphabet, length) {
        const text = random.text(alphabet, length)
        letters.texts.unshift(text)
        return text
      },
    },
  }
  return letters
}

/** Somebody at a browser of their own, and the messages that this product sends while they are there. */
export class Visitor {
  readonly one: Invented<PerfilWith<'registrar'>>
  readonly deps: Deps
  readonly #letters: Letters
  readonly #context: Context

  constructor(deps: Deps, one: Visitor['one']) {
    this.one = one
    this.#letters = recordLetters(deps.random)
    this.deps = { ...deps, random: this.#letters.random }
    const place = deps.random.uuid()
    this.#context = {
      actor: { kind: 'persona' },
      networks: [place],
      networkFingerprint: place,
      requestId: place,
      formSeal: place,
      browser: { fingerprint: place, isNew: false },
    }
  }

  /** Registers. @returns the solicitud whose last page is shown. */
  register(): Promise<Solicitud> {
    const { perfil } = this.one
    return this.#done(
      registrar(this.deps, this.#context, {
        data: registrarData(this.one, DEMO_CAPTCHA),
        form: this.#form(pasoUrl(perfil, 'registrar')),
        volver: null,
      }),
    )
  }

  /** Presses the button of the mail that confirms the mailbox. */
  async confirmEmail(
    kind: 'confirmar-correo' | 'confirmar-representante' = 'confirmar-correo',
  ): Promise<void> {
    const id = await this.#openLink(kind)
    const confirmation = { id, kind, clave: DEMO_CLAVE, respuesta: null, form: this.#form() }
    await this.#done(confirmEmail(this.deps, this.#context, confirmation))
  }

  /** Asks for the code of the mobile on the last page, and types it. */
  async confirmCelular({ id: solicitudId }: Solicitud): Promise<void> {
    const asked = { solicitudId, form: this.#form() }
    await this.#done(requestCodigoOfPage(this.deps, this.#context, CELULAR_CODIGO, asked))
    const codigo = this.#letters.texts.find((text) => /^\d{6}$/.test(text)) ?? ''
    await this.#done(confirmCelular(this.deps, this.#context, { solicitudId, codigo, form: this.#form() }))
  }

  /** Types a wrong CS at Cambiar, until it is locked. */
  async lockClave(): Promise<void> {
    const { perfil, identificador } = this.one
    const data = { claveActual: 'Otra#clave1' } as const
    for (let tries = 0; tries < TRIES; tries++) {
      const tried = await validateForCambiar(this.deps, this.#elsewhere(), {
        data:
          perfil === 'migrante'
            ? { ...data, perfil, nie: identificador }
            : { ...data, perfil, rut: identificador },
        form: this.#form(pasoUrl(perfil, 'cambiar')),
        volver: null,
      })
      if (isLocked(tried)) return
    }
  }

  /** Answers wrongly at Recuperar, until it is locked. */
  async lockRespuesta(): Promise<void> {
    const { perfil, identificador } = this.one
    const start = { perfil, identificador, volver: null, form: this.#form(pasoUrl(perfil, 'recuperar')) }
    const { id: solicitudId } = await this.#done(startRecuperar(this.deps, this.#elsewhere(), start))
    for (let tries = 0; tries < TRIES; tries++) {
      const form = this.#form(urlOfPaso({ perfil, operacion: 'recuperar', paso: 'pregunta' }))
      const sent = { solicitudId, respuesta: 'Nadie Conocido', form }
      if (isLocked(await answerPregunta(this.deps, this.#elsewhere(), sent))) return
    }
  }

  /** Presses “No fui yo” in the mail of the registration. */
  async pressNoFuiYo(): Promise<void> {
    await noFuiYo(this.deps, this.#context, await this.#press('no-fui-yo'))
  }

  /** Objects to what two people granted, by the link in the mail. */
  async object(): Promise<void> {
    await objetar(this.deps, this.#context, await this.#press('objetar'))
  }

  /** Changes the mailbox at Actualizar, and does not open the link there. */
  async changeEmail(email: string): Promise<void> {
    const { perfil, identificador, fechaNacimiento } = this.one
    const emailRegistrado = this.one.email
    const data =
      perfil === 'juridica'
        ? { perfil, rut: identificador, rutRepresentante: REPRESENTANTE, emailRegistrado }
        : perfil === 'migrante'
          ? { perfil, nie: identificador, fechaNacimiento, emailRegistrado, rutAlternativo: null }
          : { perfil, rut: identificador, fechaNacimiento, emailRegistrado }
    const form = this.#form(pasoUrl(perfil, 'actualizar'))
    const start = { volver: null, returnOperacion: null, form }
    const { id: solicitudId } = await this.#done(validateForActualizar(this.deps, this.#context, data, start))
    const answer = { solicitudId, pregunta: DEMO_PREGUNTA, respuesta: DEMO_RESPUESTA, form: this.#form() }
    await this.#done(proveWithRespuesta(this.deps, this.#context, answer))
    const { cuenta } = await readCurrentData(this.deps, solicitudId)
    const { direccion, numero, block, departamento, region, comuna, celular, version } = cuenta
    const { rutRepresentante, emailRepresentante, celularRepresentante } = cuenta
    await this.#done(
      actualizarDatos(this.deps, this.#context, {
        solicitudId,
        version,
        form: this.#form(urlOfPaso({ perfil, operacion: 'actualizar', paso: 'datos' })),
        data: {
          ...{ direccion, numero, block, departamento, region, comuna, celular, email },
          ...{ preguntaNueva: null, respuestaNueva: null },
          ...(perfil === 'juridica' && {
            ...{ rutRepresentante, emailRepresentante, celularRepresentante },
            claveParaConfirmar: DEMO_CLAVE,
          }),
        },
      }),
    )
  }

  /** Somebody registers the same again, is stopped, and asks for a caso. */
  async openCaso(): Promise<void> {
    const { id } = await this.register()
    await openCaso(this.deps, this.#context, id)
  }

  /** From a browser where nothing was proven. */
  #elsewhere(): Context {
    return { ...this.#context, browser: null }
  }

  /** A form that nobody sent before. */
  #form(form = ''): FormSubmission {
    const { captcha, random } = this.deps
    const token = captcha.issue(form, this.#context.formSeal)
    return { form, token, respuesta: DEMO_CAPTCHA, body: random.uuid() }
  }

  async #press(kind: EnlaceKind): Promise<{ id: string; page: string }> {
    return { id: await this.#openLink(kind), page: this.deps.random.uuid() }
  }

  /** Opens the newest link of a kind. */
  async #openLink(kind: EnlaceKind): Promise<string> {
    for (const token of this.#letters.tokens) {
      const enlace = await openEnlace(this.deps, token)
      if (enlace?.kind === kind) return enlace.id
    }
    throw new CommandFailed(`No llegó el enlace ${kind} de ${this.one.email}.`)
  }

  async #done<T>(work: Promise<Result<T>>): Promise<T> {
    const result = await work
    if (result.ok) return result.value
    const codes = result.refusals.map(({ code, field }) => `${code} ${field ?? ''}`).join(', ')
    throw new CommandFailed(`No se pudo con la cuenta de ${this.one.email}: ${codes}`)
  }
}

const isLocked = (tried: Result<unknown>): boolean =>
  tried.ok || tried.refusals.some(({ code }) => code === 'cerrado')
