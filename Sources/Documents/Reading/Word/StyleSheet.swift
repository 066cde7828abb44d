/// The styles of a Word document, as far as they decide about headings, numbers and weight.
final class StyleSheet: MarkupHandler {
    /// What one style states itself; `nil` is inherited.
    struct Style {
        var name = ""
        var basedOn: String?
        /// 0 for the highest level; 9 for body text.
        var outlineLevel: Int?
        var numberList: Int?
        var numberLevel: Int?
        var isBold: Bool?
    }

    /// What a style amounts to with all it is based on.
    struct Resolved {
        var headingLevel: Int?
        var numberList: Int?
        var numberLevel: Int?
        /// The style that names the list: its level may be found by that name.
        var numberingStyle: String?
        var isBold = false
    }

    private var styles: [String: Style] = [:]
    private var resolved: [String: Resolved] = [:]
    /// The style of paragraphs that name none.
    private var defaultStyle: String?
    private var current: (id: String, style: Style)?

    /// What the paragraph or character style amounts to; `nil` stands for the default paragraph style.
    func style(_ id: String?) -> Resolved {
        guard let id = id ?? defaultStyle else { return Resolved() }
        if let known = resolved[id] { return known }
        let result = resolve(id)
        resolved[id] = result
        return result
    }

    /// The list that a numbering style stands for.
    func numberList(ofStyle id: String) -> Int? { styles[id]?.numberList }

    /// Walks the chain of bases; a chain that bites its tail or never ends is cut.
    private func resolve(_ id: String) -> Resolved {
        var result = Resolved()
        var outline: Int?
        var bold: Bool?
        var next: String? = id
        var steps = 0
        while let id = next, let style = styles[id], steps < 32 {
            outline = outline ?? style.outlineLevel ?? Self.headingLevel(named: style.name, id: id)
            if result.numberList == nil, style.numberList != nil {
                result.numberList = style.numberList
                result.numberingStyle = id
            }
            result.numberLevel = result.numberLevel ?? style.numberLevel
            bold = bold ?? style.isBold
            next = style.basedOn
            steps += 1
        }
        result.headingLevel = outline.flatMap { (0...8).contains($0) ? $0 + 1 : nil }
        result.isBold = bold ?? false
        return result
    }

    /// The outline level, from 0, of built-in heading styles, which some programs write without one.
    private static func headingLevel(named name: String, id: String) -> Int? {
        for candidate in [name, id] {
            let plain = candidate.lowercased().filter { $0 != " " }
            for prefix in ["heading", "标题"] where plain.hasPrefix(prefix) {
                if let level = Int(plain.dropFirst(prefix.count)), (1...9).contains(level) { return level - 1 }
            }
        }
        return nil
    }

    // MARK: Reading styles.xml

    func open(_ name: MarkupName, _ attributes: MarkupAttributes) -> Descent {
        guard name.space == .word else { return .enter }
        switch name.local {
        case "style":
            let id = attributes["styleId"] ?? ""
            current = (id, Style())
            if attributes["type"] == "paragraph", attributes["default"] != nil, attributes.isOn("default") {
                defaultStyle = id
            }
        case "name": current?.style.name = attributes["val"] ?? ""
        case "basedOn": current?.style.basedOn = attributes["val"]
        case "outlineLvl": current?.style.outlineLevel = attributes.integer("val")
        case "numId": current?.style.numberList = attributes.integer("val")
        case "ilvl": current?.style.numberLevel = attributes.integer("val")
        case "b": current?.style.isBold = attributes.isOn()
        // What the formatting was before a tracked change, and the looks of table regions.
        case "pPrChange", "rPrChange", "tblStylePr", "docDefaults", "latentStyles": return .skip
        default: break
        }
        return .enter
    }

    func close(_ name: MarkupName) {
        guard name.space == .word, name.local == "style", let current else { return }
        styles[current.id] = current.style
        self.current = nil
    }

    func characters(_ utf8: UnsafeBufferPointer<UInt8>) {}
}
