import { hasRightLength, isOfNobody, isUnordered } from './clave-checks.js'
import { createStatusLine } from './status-line.js'

/** Screen readers hear how many rules are met only after a pause in typing. */
const PAUSE_MS = 1000
const OWN_DATA = [
  ...['rut', 'nie', 'nombres', 'apellidoPaterno', 'apellidoMaterno', 'razonSocial'],
  ...['email', 'fechaNacimiento', 'celular'],
  ...['rutRepresentante', 'emailRepresentante', 'celularRepresentante'],
]

/** Ticks the rules listed above a clave as it is typed. Those that only the server can judge have no tick. */
export function tickClaveRules(document) {
  for (const list of document.querySelectorAll('.rules')) {
    const input = document.getElementById(list.id.replace('-rules', ''))
    const repeated = document.getElementById(`repetir${input.id[0].toUpperCase()}${input.id.slice(1)}`)
    const own = OWN_DATA.flatMap((name) => document.getElementById(name) ?? [])
    const valuesOfOwn = () => Object.fromEntries(own.map(({ id, value }) => [id, value]))
    // In the order of the list. The last one, and what is not on this page, only the server can judge.
    const judges = [
      hasRightLength,
      (clave) => clave !== '' && isUnordered(clave),
      own.length > 0 && ((clave) => clave !== '' && isOfNobody(clave, valuesOfOwn())),
      (clave) => clave !== '' && clave === repeated?.value,
    ]
    const judged = [...list.children].flatMap((item, at) => (judges[at] ? { item, judge: judges[at] } : []))
    const { line, say } = createStatusLine(document, 'sr-only')
    input.parentElement.after(line)
    let timer
    const update = () => {
      const met = judged.filter(({ item, judge }) => item.classList.toggle('is-met', judge(input.value)))
      clearTimeout(timer)
      const text =
        input.value && `Cumple ${met.length} de ${judged.length} reglas. El resto se revisa al enviar.`
      timer = setTimeout(() => say(text), PAUSE_MS)
    }
    for (const { item } of judged) item.classList.add('is-judged')
    for (const box of [input, repeated, ...own]) box?.addEventListener('input', update)
  }
}
