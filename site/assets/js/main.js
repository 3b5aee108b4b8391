import { initAll } from './nhsuk-frontend.min.js'

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported')
initAll()

// A double click sends a form once. A page brought back by the Back button may send again.
const sent = new WeakSet()
document.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return
  if (sent.has(event.target)) event.preventDefault()
  else sent.add(event.target)
})
addEventListener('pageshow', (event) => {
  if (event.persisted) for (const form of document.forms) sent.delete(form)
})
