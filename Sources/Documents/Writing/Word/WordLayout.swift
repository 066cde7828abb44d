/// The measures of GB/T 9704—2012 in Word's units.
enum WordLayout {
    /// Twentieths of a point in a millimetre.
    static func twips(_ millimetres: Double) -> Int { Int((millimetres * 1_440 / 25.4).rounded()) }

    /// English metric units in a millimetre, in which pictures are measured.
    static func emu(_ millimetres: Double) -> Int { Int((millimetres * 36_000).rounded()) }

    /// 225 mm hold 22 lines: 28.95 pt each.
    static let line = 579
    /// 156 mm hold 28 characters of 16 pt if each is a quarter of a point narrower. A grid of characters would say
    /// the same, but LibreOffice reads it otherwise.
    static let characterSpacing = "<w:spacing w:val=\"-5\"/>"
    static let textWidth = 156.0
    static let textHeight = 225.0
    /// A character of 16 pt.
    static let character = 316
    static let red = "FF0000"

    /// The end of a section: its page, margins, header, footers and grid.
    static func section(isLandscape: Bool, headers: String, isContinued: Bool) -> String {
        let size = isLandscape ? "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"" : "w:w=\"11906\" w:h=\"16838\""
        let margins = isLandscape ? (top: 28.0, right: 35.0, bottom: 26.0, left: 37.0) : (top: 37.0, right: 26.0, bottom: 35.0, left: 28.0)
        // Page numbers stand 7 mm below the text.
        let footer = margins.bottom - 7 - 5
        return "<w:sectPr>" + headers + (isContinued ? "<w:type w:val=\"nextPage\"/>" : "")
            + "<w:pgSz \(size)/><w:pgMar w:top=\"\(twips(margins.top))\" w:right=\"\(twips(margins.right))\" "
            + "w:bottom=\"\(twips(margins.bottom))\" w:left=\"\(twips(margins.left))\" w:header=\"\(twips(15))\" "
            + "w:footer=\"\(twips(footer))\" w:gutter=\"0\"/>"
            + "<w:docGrid w:type=\"lines\" w:linePitch=\"\(line)\"/></w:sectPr>"
    }

    /// How many half characters a text is wide: Chinese ones take two.
    static func halves(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 && $1 != "—" && $1 != "“" && $1 != "”" ? 1 : 2) }
    }
}

/// The namespaces of the parts that hold text.
enum WordNamespaces {
    static let text = """
        xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" \
        xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
        xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
        """
    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
}
