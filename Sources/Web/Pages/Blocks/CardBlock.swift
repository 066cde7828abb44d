import Kernel

/// Something to look at and decide.
struct CardBlock {
    let card: Card
    let writer: BlockWriter

    func write(to html: inout HTML) {
        let visit = writer.visit
        html.element("article", .class("case card"), .data("tone", card.tone.rawValue), card.anchor.map { .id(Anchor.id($0)) }) { html in
            html.element("header") { html in
                html.element("h3") { html in
                    html.mark(card.tone, visit)
                    html.phrase(card.title, visit)
                    if card.isSimulated { html.simulatedMark(visit) }
                }
                tags(to: &html, visit)
            }
            for line in card.lines { html.element("p", class: "said") { $0.entry(line, visit) } }
            fields(to: &html, visit)
            writer.buttons(card.deeds, to: &html, isCompact: true, anchor: card.anchor)
        }
    }

    private func tags(to html: inout HTML, _ visit: Visit) {
        let passage = card.anchor.flatMap { writer.marked.contains($0) ? $0 : nil }
        guard !card.tags.isEmpty || passage != nil else { return }
        html.element("p", class: "tags") { html in
            for tag in card.tags {
                html.element("span", .class("tag"), .data("tone", (tag.tone ?? .calm).rawValue)) { html in
                    html.mark(tag.tone ?? .calm)
                    html.phrase(Phrase(tag.label, link: tag.link, isStrong: tag.isStrong), visit)
                }
            }
            if let passage { html.element("a", .class("passage"), .href(place: Anchor.passage(passage)), text: visit.words.passage) }
        }
    }

    private func fields(to html: inout HTML, _ visit: Visit) {
        guard !card.fields.isEmpty else { return }
        html.element("dl", class: "pairs") { html in
            for field in card.fields {
                html.element("div") { html in
                    html.element("dt", text: visit.say(field.label))
                    html.element("dd") { $0.phrase(field.value, visit) }
                }
            }
        }
    }
}
