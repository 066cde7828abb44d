/// The parts of official documents before and after their text, where GB/T 9704—2012 wants them.
extension WordBodyWriter {
    /// 版头, 标题 and 主送机关.
    mutating func writeHead() {
        if let letterhead = document.letterhead { write(letterhead) }
        if !document.title.isEmpty {
            // Below the red rule two lines stay empty; without one the title begins the page.
            let spacing =
                document.letterhead == nil
                ? "<w:spacing w:before=\"0\" w:after=\"\(WordLayout.line)\" w:line=\"700\" w:lineRule=\"exact\"/>" : ""
            append(paragraph("Title", document.title, properties: spacing))
        }
        if let addressee = document.addressee, !addressee.isEmpty { append(paragraph("Addressee", addressee + document.language.colon)) }
    }

    /// 附件说明, 署名, 日期, 附注 and 版记.
    mutating func writeTail() {
        writeEnclosures()
        if let signature = document.signature { write(signature) }
        if let annotation = document.annotation, !annotation.isEmpty {
            append(paragraph("BodyText", document.language.annotation(annotation), properties: "<w:jc w:val=\"left\"/>"))
        }
        if let imprint = document.imprint { write(imprint) }
    }

    private mutating func write(_ letterhead: WordLetterhead) {
        let particulars = [letterhead.copyNumber, letterhead.secrecy, letterhead.urgency].compactMap { $0 }
        let heading = WordStyles(fonts: document.fonts).face(document.fonts.heading)
        for particular in particulars {
            append("<w:p><w:pPr><w:jc w:val=\"left\"/></w:pPr>\(run(WordRun(particular), properties: heading))</w:p>")
        }
        // The mark begins 35 mm below the edge of the text area; a large font has a tenth of its size above its characters.
        let size = markSize(letterhead.mark)
        let above = max(0, WordLayout.twips(35) - particulars.count * WordLayout.line - size * 20 / 4)
        append(
            "<w:p><w:pPr><w:pStyle w:val=\"Mark\"/><w:spacing w:before=\"\(above)\" w:after=\"\(WordLayout.line * 2)\"/></w:pPr>"
                + "<w:r><w:rPr><w:sz w:val=\"\(size * 2)\"/><w:szCs w:val=\"\(size * 2)\"/></w:rPr><w:t>\(MarkupText.escape(letterhead.mark))</w:t></w:r></w:p>"
        )
        guard !letterhead.signers.isEmpty else {
            append(paragraph("DocumentNumber", letterhead.documentNumber))
            return
        }
        // The number to the left and the signers to the right, a character from the edge each; the last line has both.
        // An indent would shorten the red rule.
        let edge = WordLayout.twips(WordLayout.textWidth) - WordLayout.character
        let signing = WordStyles(fonts: document.fonts).face(document.fonts.subheading)
        for (index, signer) in letterhead.signers.enumerated() {
            let isLast = index == letterhead.signers.count - 1
            let style = isLast ? "DocumentNumber" : "Normal"
            append(
                "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"\(edge)\"/></w:tabs>"
                    + "<w:jc w:val=\"left\"/></w:pPr>"
                    + run(WordRun("\u{3000}" + (isLast ? letterhead.documentNumber : "") + "\t" + (index == 0 ? document.language.signers : "")))
                    + run(WordRun(signer), properties: signing) + "</w:p>")
        }
    }

    /// In points: as large as one line allows, and never above 62.
    private func markSize(_ mark: String) -> Int {
        let characters = Double(max(2, WordLayout.halves(mark))) / 2
        return min(62, max(16, Int(WordLayout.textWidth / 25.4 * 72 / characters - 0.5)))
    }

    /// A line below the text: 附件：1. … with the numbers of the others below the first. They keep the signature
    /// company, which must not stand alone on a page.
    private mutating func writeEnclosures() {
        let names = document.enclosures
        let spacing = "<w:spacing w:before=\"\(WordLayout.line)\"/>"
        for (index, name) in names.enumerated() {
            let number = names.count > 1 ? "\(index + 1)." : ""
            let lead = WordLayout.halves(number) * WordLayout.character / 2
            let hanging = (index == 0 ? WordLayout.character * 3 : 0) + lead
            let left = WordLayout.character * 5 + lead
            append(
                "<w:p><w:pPr><w:keepNext/>\(index == 0 ? spacing : "")<w:ind w:left=\"\(left)\" w:hanging=\"\(hanging)\"/><w:jc w:val=\"left\"/></w:pPr>"
                    + run(WordRun((index == 0 ? document.language.enclosures : "") + number + name)) + "</w:p>")
        }
    }

    private mutating func write(_ signature: WordSignature) {
        let half = WordLayout.character / 2
        let dateWidth = WordLayout.halves(signature.date) * half
        let longest = (signature.issuers.map(WordLayout.halves).max() ?? 0) * half
        // With a seal the date keeps four characters from the right, without one two; the longer line decides.
        let edge = WordLayout.character * (signature.hasSeal ? 4 : 2)
        let middle = edge + max(dateWidth, signature.hasSeal ? min(longest, dateWidth) : 0) / 2
        func line(_ text: String, spacing: String) -> String {
            let width = WordLayout.halves(text) * half
            let right = signature.hasSeal ? max(WordLayout.character, middle - width / 2) : edge
            return "<w:p><w:pPr><w:keepLines/>\(spacing)<w:ind w:right=\"\(right)\"/><w:jc w:val=\"right\"/></w:pPr>\(run(WordRun(text)))</w:p>"
        }
        for (index, issuer) in signature.issuers.enumerated() {
            let above = index == 0 ? "<w:spacing w:before=\"\(WordLayout.line * (signature.hasSeal ? 2 : 1))\"/>" : ""
            append(line(issuer, spacing: above).replacing("<w:keepLines/>", with: "<w:keepNext/><w:keepLines/>"))
        }
        append(line(signature.date, spacing: ""))
    }

    /// A table at the foot of the page where the text ends, between rules of 0.35 mm with one of 0.25 mm inside.
    ///
    /// It is placed from the edge of the page, since LibreOffice leaves tables of full width where they stand otherwise.
    private mutating func write(_ imprint: WordImprint) {
        let width = WordLayout.twips(WordLayout.textWidth)
        let character = 280
        func rule(_ side: String, _ eighths: Int) -> String { "<w:\(side) w:val=\"single\" w:sz=\"\(eighths)\" w:space=\"0\" w:color=\"auto\"/>" }
        func row(_ properties: String, _ text: String) -> String {
            "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/></w:tcPr>"
                + paragraph("Imprint", text, properties: properties) + "</w:tc></w:tr>"
        }
        append(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableNormal\"/><w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\" w:topFromText=\"\(WordLayout.line)\" w:vertAnchor=\"margin\" "
                + "w:horzAnchor=\"page\" w:tblpX=\"\(WordLayout.twips(28))\" w:tblpYSpec=\"bottom\"/><w:tblOverlap w:val=\"never\"/><w:tblW w:w=\"\(width)\" w:type=\"dxa\"/>"
                + "<w:tblBorders>\(rule("top", 8))\(rule("bottom", 8))\(rule("insideH", 6))</w:tblBorders><w:tblLayout w:type=\"fixed\"/>"
                + "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
                + "<w:tblGrid><w:gridCol w:w=\"\(width)\"/></w:tblGrid>")
        if let copies = imprint.copies, !copies.isEmpty {
            append(row("<w:ind w:left=\"\(character * 4)\" w:right=\"\(character)\" w:hanging=\"\(character * 3)\"/>", document.language.copies(copies)))
        }
        append(
            row(
                "<w:tabs><w:tab w:val=\"right\" w:pos=\"\(width - character)\"/></w:tabs><w:ind w:left=\"\(character)\" w:right=\"\(character)\"/><w:jc w:val=\"left\"/>",
                "\(imprint.printer)\t" + document.language.printed(imprint.date)))
        append("</w:tbl><w:p><w:pPr><w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>")
    }
}
