// Draws again every so often what carries data-refresh (milliseconds), from the page's own address,
// until it no longer asks for that. Without it there is a link to do so.
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

async function refresh (id) {
  const answer = await fetch(location.href, { credentials: 'same-origin' })
  if (!answer.ok || answer.redirected) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.getElementById(id)
  if (fresh) document.getElementById(id).replaceWith(fresh)
}

while (document.querySelector('[data-refresh]')) {
  const part = document.querySelector('[data-refresh]')
  await wait(Number(part.dataset.refresh))
  if (document.visibilityState === 'hidden') continue
  try {
    await refresh(part.id)
  } catch {
    // Without a connection: try again later.
  }
}
