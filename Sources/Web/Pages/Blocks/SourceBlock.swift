import Kernel

/// A text with marked passages; each leads to its card, and the card leads back.
///
/// - Complexity: O(length of the text): one walk over its characters, whatever the number of marks.
struct SourceBlock {
    let source: SourceText

    func write(to html: inout HTML, _ visit: Visit) {
        html.element("section", class: "source") { html in
            html.element("h3", class: "caption", text: visit.say(source.title))
            html.element("div", class: "source-text") { text(to: &$0, visit) }
        }
    }

    private func text(to html: inout HTML, _ visit: Visit) {
        let scalars = source.text.unicodeScalars
        var (place, offset) = (scalars.startIndex, 0)
        var anchors: Set<String> = []
        /// The text from where the walk stands up to an offset.
        func piece(upTo end: Int) -> String {
            let start = place
            place = scalars.index(place, offsetBy: end - offset, limitedBy: scalars.endIndex) ?? scalars.endIndex
            offset = end
            return String(scalars[start..<place])
        }
        for mark in source.marks {
            let start = max(mark.range.lowerBound, offset)
            guard start < mark.range.upperBound, place < scalars.endIndex else { continue }
            html.text(piece(upTo: start))
            let words = piece(upTo: mark.range.upperBound)
            if words.isEmpty { continue }
            // Where several passages lead to one card, the card leads back to the first.
            let id = anchors.insert(mark.anchor).inserted ? Attribute.id(Anchor.passage(mark.anchor)) : nil
            html.element("mark", id, .data("tone", mark.tone.rawValue)) { html in
                html.element("a", .href(place: Anchor.id(mark.anchor)), .title(visit.say(mark.title)), text: words)
            }
        }
        html.text(String(scalars[place...]))
    }
}
