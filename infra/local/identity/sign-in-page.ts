import { demoPeople } from './people.ts'

/** The page on which one chooses who to be. No script, no style from elsewhere; it works with a keyboard and a screen reader. */
export const signInPage = (action: string): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in (demo people)</title>
</head>
<body>
<main>
<h1>Sign in</h1>
<p>This is the local copy of the service. Nobody here is real; choose who to be.</p>
<form method="post" action="${escaped(action)}">
<fieldset>
<legend>Demo people</legend>
${demoPeople.map(choice).join('\n')}
</fieldset>
<button type="submit">Sign in</button>
</form>
</main>
</body>
</html>
`

const choice = ({ key, name, roles, area }: (typeof demoPeople)[number], position: number) =>
  `<p><input type="radio" required name="person" id="${escaped(key)}" value="${escaped(key)}"${position === 0 ? ' checked' : ''}>
<label for="${escaped(key)}">${escaped(`${name}: ${roles.join(', ')}${area ? ` (${area})` : ''}`)}</label></p>`

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`)
