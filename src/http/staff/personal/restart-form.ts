import type { ShownFuncionario } from '../../../application/staff/funcionarios/read-funcionarios.ts'
import {
  type RestartRefusal,
  restartFuncionario,
} from '../../../application/staff/funcionarios/restart-funcionario.ts'
import type { FormContent } from '../../../domain/forms/form-content.ts'
import { PERSONAL_FORMS } from '../../../domain/forms/personal-forms.ts'
import { ok, type Refused, refuse } from '../../../domain/outcome/result.ts'
import type { RestartTurn } from '../../../domain/staff/restart.ts'
import { funcionarioUrl, paths } from '../../../domain/urls.ts'
import { HttpError } from '../../request/errors.ts'
import type { Services } from '../../services.ts'
import type { StaffForm } from '../staff-form.ts'
import { aboutPerson } from './change-forms.ts'

const TURNS = {
  pedir: { url: paths.console.pedirReinicio, ...PERSONAL_FORMS.pedirReinicio },
  hacer: { url: paths.console.reiniciarFuncionario, ...PERSONAL_FORMS.reiniciar },
} as const

const REFUSALS: Readonly<Record<Exclude<RestartRefusal, 'no_existe'>, Refused>> = {
  misma_persona: refuse('funcionario_propio'),
  segundo_factor: refuse('segundo_factor'),
  ya_no_administra: refuse('ingreso_vencido'),
  cambio: refuse('reinicio_cambio'),
}

/** ● Lets somebody in again: one asks for it, another carries it out; each on a page of its own. */
export function restartForm({ deps }: Services, turn: RestartTurn): StaffForm<ShownFuncionario> {
  const { url, ...form } = TURNS[turn]
  return {
    ...aboutPerson<FormContent>(deps, url, form),
    power: 'reiniciar_personal',
    audit: ['funcionario_reiniciado'],
    async submit({ req, context, state: { id } }) {
      const done = await restartFuncionario(deps, context, { id, rut: null, turn })
      // A second press of who asked is the same; carrying it out is another's.
      if (done.result === 'ya_pedido' && turn === 'hacer') return refuse('reinicio_propio')
      if (done.result === 'no_existe') throw new HttpError(404)
      if (done.result !== 'bien' && done.result !== 'pedido' && done.result !== 'ya_pedido')
        return REFUSALS[done.result]
      req.session.told = done.result === 'bien' ? 'reiniciado' : 'reinicio_pedido'
      return ok(funcionarioUrl(id))
    },
  }
}
