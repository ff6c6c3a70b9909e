import { Html, html } from './html.ts'
import type { Party, Visit } from './party.ts'
import type { Sent, Stage } from './stages.ts'

export const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0 auto;max-width:60rem;padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.125rem;margin:0}
fieldset{border:1px solid #777;border-radius:.5rem;margin:0 0 1rem;padding:.5rem 1rem}
label{display:block;padding:.25rem 0}
button{border:1px solid #0f69b4;border-radius:.25rem;background:#0f69b4;color:#fff;font:inherit;min-height:2.75rem;padding:.5rem 1rem}
form.row{display:inline-block;margin:0 .5rem .5rem 0}
li{border-top:1px solid #777;padding:1rem 0}
pre{background:color-mix(in srgb,currentcolor 8%,transparent);border-radius:.25rem;overflow-wrap:anywhere;padding:.75rem;white-space:pre-wrap}
`

const page = (title: string, body: Html): string =>
  html`<!doctype html><html lang="es-CL"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${new Html(STYLE)}</style><main><h1>${title}</h1>${body}</main></html>`
    .text

const PROMPTS = [
  ['', 'nada: entra sin preguntar quien ya tiene sesión'],
  ['login', 'login: pide la clave otra vez'],
  ['consent', 'consent: hace falta para offline_access'],
  ['create', 'create: abre el registro y vuelve'],
  ['none', 'none: no muestra nada, o falla'],
] as const

/** The first page: what to ask for. */
export const startPage = ({ scopes }: Party, { stages }: Visit): string =>
  page(
    'Sistema de prueba',
    html`<p>Este no es Clave SENCE: es un sistema cualquiera que deja entrar con ella, y muestra qué se envía y qué se recibe.</p>
<form method="post" action="/comenzar">
<fieldset><legend>Scopes</legend>${scopes.map(
      (scope) =>
        html`<label><input type="checkbox" name="scope" value="${scope}"${scope === 'offline_access' ? '' : html` checked`}> ${scope}</label>`,
    )}</fieldset>
<fieldset><legend>prompt</legend>${PROMPTS.map(
      ([value, text], index) =>
        html`<label><input type="radio" name="prompt" value="${value}"${index === 0 ? html` checked` : ''}> ${text}</label>`,
    )}</fieldset>
<fieldset><legend>PKCE</legend><label><input type="checkbox" name="pkce" checked> con PKCE (S256)</label></fieldset>
<button>Ingresar con Clave SENCE</button></form>${stages.length > 0 ? html`<p><a href="/resultado">Ver los pasos anteriores</a></p>` : ''}`,
  )

/** What happened until now. */
export const resultPage = ({ stages, tokens }: Visit): string =>
  page(
    tokens ? 'La persona entró' : 'Los pasos',
    html`${tokens ? [button('/preguntar', 'Preguntar quién es'), button('/comprobar', '¿Vive el token?'), tokens.refresh ? button('/renovar', 'Renovar los tokens') : '', button('/despedida', 'Cerrar la sesión')] : ''}
<p><a href="/">Empezar de nuevo</a></p><ol>${stages.map(stageItem)}</ol>`,
  )

const button = (action: string, text: string): Html =>
  html`<form class="row" method="post" action="${action}"><button>${text}</button></form>`

const stageItem = ({ title, note, request, response, data }: Stage): Html =>
  html`<li><h2>${title}</h2><p>${note}</p>${request ? [html`<p>Enviado:</p>`, message(request)] : ''}${response ? [html`<p>Recibido:</p>`, message(response)] : ''}${data === undefined ? '' : [html`<p>Dice:</p>`, html`<pre>${JSON.stringify(data, null, 2)}</pre>`]}</li>`

const message = ({ line, headers, body }: Sent): Html =>
  html`<pre>${[line, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n')}${body && `\n\n${pretty(body)}`}</pre>`

/** JSON in lines; anything else as it came. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
