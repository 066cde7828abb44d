/// Paragraphs and their properties.
extension BodyReader {
    /// Begins a paragraph, or goes on in one whose end was deleted.
    func openParagraph() {
        withFlow { flow in
            if flow.isCarried {
                flow.isCarried = false
            } else {
                Self.close(&flow)
                flow.builder.beginParagraph()
            }
            flow.properties = ParagraphProperties()
            flow.isSettled = false
            flow.run = Run()
        }
    }

    /// Decides number and heading level, once, before the first text.
    func settleParagraph() {
        guard !flow.isSettled else { return }
        let properties = flow.properties
        let style = styles.style(properties.style)
        let level = properties.outlineLevel.map { (0...8).contains($0) ? $0 + 1 : nil } ?? style.headingLevel
        let number = properties.markIsDeleted ? nil : number(of: properties, style: style)
        withFlow { flow in
            flow.isSettled = true
            flow.styleIsBold = style.isBold
            // Of two paragraphs that became one, the second gives its looks; a number in the midst would lie.
            let isContinuation = flow.builder.paragraphHasText
            flow.builder.withParagraph { $0.headingLevel = level }
            if let number, !isContinuation { flow.builder.append(number) }
        }
    }

    private func number(of properties: ParagraphProperties, style: StyleSheet.Resolved) -> String? {
        guard let list = properties.numberList ?? style.numberList else { return nil }
        let stated = properties.numberLevel ?? (properties.numberList == nil ? style.numberLevel : nil)
        return lists.next(list: list, level: stated, style: style.numberingStyle ?? properties.style)
    }

    /// `</w:p>`: ends the paragraph unless its end was deleted.
    func endOfParagraphElement() {
        guard flow.builder.paragraph != nil else { return }
        settleParagraph()
        withFlow { flow in
            // A code that no result followed would hide the rest of the document.
            flow.fields.removeAll { $0.isCode }
            if flow.properties.markIsDeleted { flow.isCarried = true } else { Self.close(&flow) }
        }
    }

    /// Ends the open paragraph, carried or not, and places its text boxes after it.
    func closeParagraph() {
        guard flow.builder.paragraph != nil else { return }
        settleParagraph()
        withFlow { Self.close(&$0) }
    }

    private static func close(_ flow: inout Flow) {
        flow.isCarried = false
        flow.builder.endParagraph()
        for frame in flow.frames { flow.builder.appendFrame(frame) }
        flow.frames = []
    }

    /// An element inside of properties.
    func openProperty(_ local: String, _ attributes: MarkupAttributes) -> Descent {
        switch local {
        // What the formatting was before a tracked change, and the page that a paragraph ends.
        case "pPrChange", "rPrChange", "tcPrChange", "trPrChange", "sectPr", "numberingChange":
            return .skip
        case "rPr", "pPr", "tcPr", "trPr":
            scopes.append(PropertyScope(local))
            return .enter
        default: break
        }
        switch scopes.last?.element {
        case "pPr": readParagraphProperty(local, attributes)
        case "rPr": readRunProperty(local, attributes)
        case "tcPr": readCellProperty(local, attributes)
        case "trPr": readRowProperty(local, attributes)
        default: break
        }
        return .enter
    }

    private func readParagraphProperty(_ local: String, _ attributes: MarkupAttributes) {
        withFlow { flow in
            switch local {
            case "pStyle": flow.properties.style = attributes["val"]
            case "outlineLvl": flow.properties.outlineLevel = attributes.integer("val")
            case "numId": flow.properties.numberList = attributes.integer("val")
            case "ilvl": flow.properties.numberLevel = attributes.integer("val")
            default: break
            }
        }
    }

    private func readRunProperty(_ local: String, _ attributes: MarkupAttributes) {
        // Inside of `pPr` these are properties of the paragraph's mark, not of its text.
        if scopes.dropLast().contains(where: { $0.element == "pPr" }) {
            if local == "del" || local == "moveFrom" { withFlow { $0.properties.markIsDeleted = true } }
            return
        }
        switch local {
        case "vanish": if attributes.isOn() { withFlow { $0.run.isHidden = true } }
        case "b": withFlow { $0.run.isBold = attributes.isOn() }
        case "rStyle":
            let isBold = styles.style(attributes["val"] ?? "").isBold
            if isBold { withFlow { $0.run.isBold = $0.run.isBold ?? true } }
        default: break
        }
    }

    private func readCellProperty(_ local: String, _ attributes: MarkupAttributes) {
        guard flow.ignoredTables == 0 else { return }
        withFlow { flow in
            flow.builder.shapeCell { shape in
                switch local {
                case "gridSpan": shape.columnSpan = min(max(1, attributes.integer("val") ?? 1), CellShape.widest)
                case "vMerge": shape.vertical = attributes["val"] == "restart" ? .start : .continued
                case "hMerge": shape.horizontal = attributes["val"] == "restart" ? .start : .continued
                default: break
                }
            }
        }
    }

    private func readRowProperty(_ local: String, _ attributes: MarkupAttributes) {
        guard flow.ignoredTables == 0 else { return }
        switch local {
        case "gridBefore":
            let columns = min(max(0, attributes.integer("val") ?? 0), CellShape.widest)
            withFlow { $0.builder.skipColumns(columns) }
        case "del": withFlow { $0.rowIsDeleted = true }
        default: break
        }
    }
}
