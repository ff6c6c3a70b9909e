import type { Request } from 'express'
import type { FormContent, ValuesOf } from '../../domain/forms/form-content.ts'
import type { Result } from '../../domain/outcome/result.ts'
import type { Form, FormButton, FormPage, Loaded, Sent, SentAbout, Submission } from '../forms/form.ts'
import { mountButton, mountForm } from '../forms/form-route.ts'
import type { Services } from '../services.ts'
import { type Declared, requireAccess, type StaffRouter } from './access.ts'
import { type ConsoleContext, consoleContext } from './context.ts'
import { drawnByConsole } from './entrance-form.ts'
import { FactorDue } from './factor-due.ts'

/** The parts of a form that are the same for every entrance. Pages of the console are neither priced nor shared. */
type Shared<State, C extends FormContent> = Pick<
  Form<State, C>,
  'heading' | 'content' | 'hiddenFields' | 'overrides' | 'opened'
>

/** As a form of any entrance has it, by whoever is signed in. */
type ByStaff<T> = Omit<T, 'context'> & { context: ConsoleContext }

/** A form of the console (product.md “Staff”): who may send it, and what the audit records of it. */
export interface StaffForm<State, C extends FormContent = FormContent> extends Declared, Shared<State, C> {
  buttons?: readonly (Omit<FormButton<State>, 'run'> & {
    run(sent: ByStaff<SentAbout<State>>): Promise<string | undefined>
  })[]
  /** Finds what the form is about, for a GET and for a POST. */
  load(req: Request, context: ConsoleContext): Promise<Loaded<State>> | Loaded<State>
  /** What its page shows. Called only when the page is shown. */
  view?(state: State, req: Request, context: ConsoleContext): Promise<FormPage> | FormPage
  /**
   * ●: the llamada for which the second factor must have been shown again in the last five minutes, and the page to
   * come back to; undefined when this state needs none. The use case refuses without it too.
   */
  renews?(state: State): { llamada: string; url: string } | undefined
  /** Called when what it is about is no longer there: the second click of a double click. @returns where the first led. */
  resume?(sent: ByStaff<Sent>): Promise<string | undefined>
  /** Runs the use case. @returns the address to go to, or refusals. */
  submit(submission: ByStaff<Submission<State, ValuesOf<C>>>): Promise<Result<string>>
}

/** Mounts GET and POST of a form of the console. */
export function mountStaffForm<State, C extends FormContent>(
  to: StaffRouter,
  services: Services,
  form: StaffForm<State, C>,
): void {
  to.declare(form, 'get', 'post')
  mountForm(to.router, services, formOf(services, form), requireAccess(form))
}

/** Mounts the POST of a form that another page shows, as a button. */
export function mountStaffButton<State, C extends FormContent>(
  to: StaffRouter,
  services: Services,
  form: StaffForm<State, C>,
): void {
  to.declare(form, 'post')
  mountButton(to.router, services, formOf(services, form), requireAccess(form))
}

/** The form as the mechanism knows it: drawn as pages of the console are, and sent by who is signed in. */
function formOf<State, C extends FormContent>(services: Services, form: StaffForm<State, C>): Form<State, C> {
  const { url, heading, content, hiddenFields, overrides, opened, resume, buttons = [] } = form
  const byStaff = <T extends { req: Request }>(sent: T) => ({
    ...sent,
    context: consoleContext(sent.req, services),
  })
  return {
    url,
    heading,
    content,
    marksOptional: true,
    ...(hiddenFields && { hiddenFields }),
    ...(overrides && { overrides }),
    ...(opened && { opened }),
    ...(resume && { resume: (sent) => resume(byStaff(sent)) }),
    buttons: buttons.map(({ run, ...button }) => ({ ...button, run: (sent) => run(byStaff(sent)) })),
    async load(req) {
      const context = consoleContext(req, services)
      const loaded = await form.load(req, context)
      const renewal = loaded.ok ? form.renews?.(loaded.state) : undefined
      const isDue = renewal && context.actor.renewedFor !== renewal.llamada
      return isDue ? { ok: false, error: new FactorDue(renewal) } : loaded
    },
    view: async (state, req) =>
      drawnByConsole((await form.view?.(state, req, consoleContext(req, services))) ?? {}),
    submit: (submission) => form.submit(byStaff(submission)),
  }
}
