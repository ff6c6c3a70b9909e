import { STAFF_CHANGES } from '../../../application/staff/funcionarios/change-funcionario.ts'
import { createFuncionario } from '../../../application/staff/funcionarios/create-funcionario.ts'
import { PERSONAL_FORMS } from '../../../domain/forms/personal-forms.ts'
import { ok, refuse } from '../../../domain/outcome/result.ts'
import { ROLES } from '../../../domain/staff/roles.ts'
import { funcionarioUrl, paths } from '../../../domain/urls.ts'
import type { Services } from '../../services.ts'
import type { StaffForm } from '../staff-form.ts'

const REFUSALS = {
  email_en_uso: refuse('funcionario_ya_existe', 'email'),
  misma_persona: refuse('funcionario_propio'),
  segundo_factor: refuse('segundo_factor'),
  ya_no_administra: refuse('ingreso_vencido'),
}

/** ● Makes somebody; the link goes to their mailbox, and nobody else sees it. */
export function agregarForm({ deps }: Services): StaffForm<undefined, typeof PERSONAL_FORMS.agregar.content> {
  const { title, opening, content } = PERSONAL_FORMS.agregar
  return {
    url: paths.console.agregarFuncionario,
    power: 'administrar_personal',
    audit: ['funcionario_creado'],
    heading: { title, opening, back: paths.console.personal },
    content,
    load: () => ({ ok: true, state: undefined }),
    renews: () => ({ llamada: STAFF_CHANGES, url: paths.console.agregarFuncionario }),
    async submit({ req, context, values: { nombreFuncionario: nombre, email, rol, rutFuncionario: rut } }) {
      const chosen = ROLES.find((one) => one === rol)
      if (!chosen) return refuse('opcion_invalida', 'rol')
      const made = await createFuncionario(deps, context, { nombre, email, rol: chosen, rut })
      if (made.result !== 'bien') return REFUSALS[made.result]
      req.session.told = 'creado'
      return ok(funcionarioUrl(made.funcionario.id))
    },
  }
}
