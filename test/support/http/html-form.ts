/** What a form of a page sends, as a browser without scripts would send it. */
import { decodeEntities, type FormFields } from './script-free-browser.ts'

export interface HtmlForm {
  action: string
  fields: FormFields
  takesFiles: boolean
}

const attributesOf = (tag: string): Record<string, string> =>
  Object.fromEntries(
    [...tag.matchAll(/\s([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [
      name ?? '',
      decodeEntities(value ?? ''),
    ]),
  )

const FORM = /<form\b([^>]*)>([\s\S]*?)<\/form>/g
const CONTROL = /<input\b[^>]*>|<select\b[^>]*>[\s\S]*?<\/select>/g
const NOT_SENT = ['file', 'submit', 'button']

/** Values of the controls as they came. */
function valuesIn(html: string): FormFields {
  const fields: FormFields = {}
  for (const [control] of html.matchAll(CONTROL)) {
    const {
      name = '',
      type = 'text',
      value = '',
      ...others
    } = attributesOf(/^[^>]*>/.exec(control)?.[0] ?? '')
    if (!name || NOT_SENT.includes(type)) continue
    if (control.startsWith('<select')) {
      fields[name] = /<option value="([^"]*)" selected/.exec(control)?.[1] ?? ''
    } else if (type !== 'checkbox' || 'checked' in others) fields[name] = value
  }
  return fields
}

/** The form of the button with that text, pressed. @throws Error when the page has none. */
export function formOf(html: string, button: string): HtmlForm {
  for (const [, attributes = '', content = ''] of html.matchAll(FORM)) {
    for (const [, tag = '', text = ''] of content.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)) {
      if (decodeEntities(text.trim()) !== button) continue
      const { name, value = '', form } = attributesOf(tag)
      if (form) throw new Error(`${button} belongs to another form`)
      const { action = '', enctype } = attributesOf(attributes)
      const fields = { ...valuesIn(content), ...(name && { [name]: value }) }
      return { action, fields, takesFiles: enctype === 'multipart/form-data' }
    }
  }
  throw new Error(`no button ${button} in ${/<h1[^>]*>[\s\S]*?<\/h1>/.exec(html)?.[0] ?? html.slice(0, 200)}`)
}
