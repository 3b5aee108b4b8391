// A question in the middle of a lesson is checked where it stands. Without this, or when the
// network fails, the same form leads to a page of its own.
async function show(box, request, otherwise) {
  let part
  try {
    const response = await fetch(request)
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    part = page.querySelector('[data-tried]')
  } catch {
    // Nothing came back: `otherwise` goes there.
  }
  if (!part) return otherwise()
  part.querySelector('[data-back]')?.remove()
  part.tabIndex = -1
  box.querySelector('form, [data-tried]').replaceWith(part)
  part.focus()
}

for (const box of document.querySelectorAll('[data-try]')) {
  box.addEventListener('submit', (event) => {
    const form = event.target
    event.preventDefault()
    const request = new Request(form.action, { method: 'POST', body: new FormData(form) })
    show(box, request, () => form.submit())
  })
  box.addEventListener('click', (event) => {
    const again = event.target.closest('[data-again]')
    if (!again) return
    event.preventDefault()
    show(box, new Request(again.href), () => (location.href = again.href))
  })
}
