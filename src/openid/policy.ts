import { interactionPolicy } from 'oidc-provider'

const { Check, Prompt, base } = interactionPolicy

/**
 * When a person is asked, and for what: to register (`prompt=create`, OpenID Connect Initiating User Registration), to
 * sign in, or to allow a system that is not SENCE's to see something. SENCE's own never ask, even where their request
 * demands it: clients do so to get a refresh token.
 */
export function policy(): interactionPolicy.DefaultPolicy {
  const prompts = base()
  prompts.add(new Prompt({ name: 'create', requestable: true }), 0)
  const consent = prompts.get('consent')
  consent?.checks.remove('consent_prompt')
  consent?.checks.add(
    new Check(
      'consent_prompt',
      'consent prompt was requested',
      'consent_required',
      ({ oidc }) => oidc.client?.tipo !== 'propio' && oidc.promptPending('consent'),
    ),
  )
  return prompts
}
