// What Word and Outlook put on the clipboard, made into plain paragraphs and lists before the editor reads
// it. The server does the same (portal/ui/word.py).

const SIGNS = /<[a-z][^>]*(?:\bmso-[a-z]|class=["']?Mso|urn:schemas-microsoft-com)|<o:p\b|<!(?:--)?\[if|<st1:/i
const LIST = /mso-list:\s*l\d+\s+level(\d)/i
const NUMBER = /^[^\p{L}\p{N}]*(?:\d+|[a-z]|[ivxlc]+)[.):]/iu

function points (body) {
  let open = []
  for (const point of [...body.querySelectorAll('p, div, h1, h2, h3, h4, h5, h6')]) {
    const level = Number(LIST.exec(point.dataset.style ?? '')?.[1] ?? 0)
    if (!level) {
      open = []
      continue
    }
    if (open.length && open[0].list.nextElementSibling !== point) open = []
    const marks = [...point.querySelectorAll('[data-style]')]
      .filter(each => /mso-list:\s*ignore/i.test(each.dataset.style))
    const kind = NUMBER.test(marks[0]?.textContent ?? '') ? 'ol' : 'ul'
    marks.forEach(mark => mark.remove())
    open.length = Math.min(open.length, level)
    if (open.length === level && open[level - 1].list.localName !== kind) {
      open.length = level - 1
    }
    while (open.length < level) {
      const list = body.ownerDocument.createElement(kind)
      const above = open[open.length - 1]
      if (above) {
        above.item ??= above.list.appendChild(body.ownerDocument.createElement('li'))
        above.item.append(list)
      } else {
        point.before(list)
      }
      open.push({ list })
    }
    const item = body.ownerDocument.createElement('li')
    const words = body.ownerDocument.createElement('p')
    words.append(...point.childNodes)
    item.append(words)
    open[level - 1].list.append(item)
    open[level - 1].item = item
    point.remove()
  }
}

function rows (body) {
  for (const table of [...body.querySelectorAll('table')]) {
    const lines = [...table.querySelectorAll('tr')].map(row => {
      const line = body.ownerDocument.createElement('p')
      line.textContent = [...row.cells].map(cell => cell.textContent.trim().replace(/\s+/g, ' '))
        .filter(Boolean).join(' – ')
      return line
    })
    table.replaceWith(...lines.filter(line => line.textContent))
  }
}

// The page's policy for styles is asked also while a piece is parsed, so they are put aside before that.
const withoutStyles = html => html
  .replace(/<style[\s\S]*?<\/style>/gi, '')
  .replace(/<[^>]+>/g, tag => tag.replace(/\sstyle\s*=/gi, ' data-style='))

/** The same HTML in plain elements; what is not from Office only loses its styles. */
export function fromWord (pasted) {
  const html = withoutStyles(pasted)
  if (!SIGNS.test(pasted)) return html
  const { body } = new DOMParser().parseFromString(html.replace(/<\?xml[^>]*>/gi, ''), 'text/html')
  for (const silent of body.querySelectorAll('style, script, xml, title, meta, link')) silent.remove()
  rows(body)
  points(body)
  for (const heading of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const line = body.ownerDocument.createElement('p')
    const strong = body.ownerDocument.createElement('strong')
    strong.append(...heading.childNodes)
    line.append(strong)
    heading.replaceWith(line)
  }
  for (const link of body.querySelectorAll('a')) {
    if (!/^(https?|mailto|tel):/i.test(link.getAttribute('href') ?? '')) link.replaceWith(...link.childNodes)
  }
  for (const each of body.querySelectorAll('*')) {
    for (const name of ['data-style', 'class', 'lang', 'align']) each.removeAttribute(name)
  }
  for (const line of body.querySelectorAll('p')) {
    if (!line.textContent.trim() && !line.querySelector('br')) line.remove()
  }
  return body.innerHTML.replace(/<!--[\s\S]*?-->/g, '').replace(/<\/?(o|st1|w|v):[^>]*>/gi, '')
}
