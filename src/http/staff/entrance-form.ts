import type { FormContent } from '../../domain/forms/form-content.ts'
import type { Form, FormPage } from '../forms/form.ts'
import { mountForm } from '../forms/form-route.ts'
import type { Services } from '../services.ts'
import { type Access, type Declared, requireAccess, type StaffRouter } from './access.ts'

/** A form of who is not signed in yet. */
export interface EntranceForm<State, C extends FormContent = FormContent>
  extends Declared,
    Omit<Form<State, C>, 'url' | 'sameForAll' | 'price' | 'marksOptional'> {
  power: Extract<Access, 'nobody' | 'contrasena_shown'>
}

/** Mounts GET and POST of a form of who is not signed in yet. */
export function mountEntranceForm<State, C extends FormContent>(
  to: StaffRouter,
  services: Services,
  { power: _power, audit: _audit, ...form }: EntranceForm<State, C>,
): void {
  const declared = { url: form.url, power: _power, audit: _audit }
  to.declare(declared, 'get', 'post')
  const drawn: Form<State, C> = {
    ...form,
    marksOptional: true,
    view: async (state, req) => drawnByConsole((await form.view?.(state, req)) ?? {}),
  }
  mountForm(to.router, services, drawn, requireAccess(declared))
}

/** A page of a form with the head of the console, unless it names another view. */
export const drawnByConsole = (page: FormPage): FormPage => ({
  ...page,
  template: page.template ?? { name: 'console/form', model: {} },
})
