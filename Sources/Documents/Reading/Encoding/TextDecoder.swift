/// Turns the bytes of a text file into text.
struct TextDecoder {
    struct Decoded {
        var text: String
        var encoding: String
        var warnings: [Remark]
    }

    /// The name of the file, for messages.
    let name: String

    /// Decodes `bytes` by their byte order mark, by what they evidently are, or by what they declare.
    ///
    /// Throws `DocumentError.unsupported` if they are no text in any encoding that is known.
    func decode(_ bytes: [UInt8], declared: String?) throws(DocumentError) -> Decoded {
        if let mark = TextEncoding.marked(bytes) {
            let content = Array(bytes.dropFirst(mark.length))
            if content.isEmpty { throw .empty(name: name) }
            return try decode(content, as: mark.encoding)
        }
        let stated = declared.map(TextEncoding.init(declared:))
        if let text = validUTF8(bytes) {
            return try decodeValid(text, bytes: bytes, stated: stated)
        }
        // A page that was saved again often still declares the encoding it had before.
        if let stated, stated != .utf8, let decoded = attempt(bytes, as: stated) { return decoded }
        guard let guess = EncodingGuess.encoding(of: bytes) else { throw noise }
        var decoded = try decode(bytes, as: guess)
        if let declared, stated?.name != guess.name {
            decoded.warnings.append(Remark("文档声明的编码是\(declared)，实际是\(guess.name)", "The document declares the encoding \(declared) but is \(guess.name)"))
        }
        return decoded
    }

    /// Valid UTF-8 is what it seems unless it declares another encoding and is short enough for chance.
    private func decodeValid(
        _ text: String, bytes: [UInt8], stated: TextEncoding?
    ) throws(DocumentError) -> Decoded {
        if let stated, stated != .utf8, stated.unit == 1 {
            let sequences = bytes.reduce(0) { $0 + ($1 >= 0xE0 ? 1 : 0) }
            let isAscii = !bytes.contains { $0 >= 0x80 }
            if !isAscii && sequences < 8, let decoded = attempt(bytes, as: stated), !decoded.text.contains("\u{FFFD}") {
                return decoded
            }
            if !isAscii {
                return try settled(
                    Decoded(
                        text: text, encoding: "UTF-8",
                        warnings: [
                            Remark("文档声明的编码是\(stated.name)，实际是UTF-8", "The document declares the encoding \(stated.name) but is UTF-8")
                        ]))
            }
        }
        if bytes.prefix(64 << 10).contains(0) {
            // English UTF-16 is valid UTF-8 with zero bytes in it.
            guard let wide = EncodingGuess.encoding(of: bytes) else { throw noise }
            if wide != .utf8 { return try decode(bytes, as: wide) }
        }
        return try settled(Decoded(text: text, encoding: "UTF-8", warnings: []))
    }

    private func attempt(_ bytes: [UInt8], as encoding: TextEncoding) -> Decoded? {
        try? decode(bytes, as: encoding)
    }

    private func decode(_ bytes: [UInt8], as encoding: TextEncoding) throws(DocumentError) -> Decoded {
        if encoding == .utf8, let text = validUTF8(bytes) {
            return try settled(Decoded(text: text, encoding: encoding.name, warnings: []))
        }
        guard let converter = Converter(from: encoding.name, to: "UTF-8"),
            let result = converter.decode(bytes, unit: encoding.unit)
        else { throw noise }
        let text = String(decoding: result.utf8, as: UTF8.self)
        var warnings: [Remark] = []
        if result.replaced > 0 {
            warnings.append(
                Remark(
                    "\(result.replaced)个无法解码的字节已被替换",
                    result.replaced == 1 ? "1 undecodable byte was replaced" : "\(result.replaced) undecodable bytes were replaced"))
        }
        return try settled(Decoded(text: text, encoding: encoding.name, warnings: warnings))
    }

    /// Refuses noise that happens to decode, and takes stray zero characters out of sight.
    private func settled(_ decoded: Decoded) throws(DocumentError) -> Decoded {
        var decoded = decoded
        // Below a blank: all but white space, and 0x1A and 0x1B, which old programs leave behind.
        let (controls, zeros) = decoded.text.withUTF8 { bytes in
            (Self.count(bytes.prefix(Self.sample)) { $0 < 0x09 || $0 &- 0x0E < 0x0C || $0 &- 0x1C < 0x04 }, Self.count(bytes[...]) { $0 == 0 })
        }
        if controls > 2 && controls > min(Self.sample, decoded.text.utf8.count) / 50 { throw noise }
        guard zeros > 0 else { return decoded }
        decoded.text = String(String.UnicodeScalarView(decoded.text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
        decoded.warnings.append(Remark("\(zeros)个零字符已被替换", "\(zeros) zero characters were replaced"))
        return decoded
    }

    /// What the beginning looks like is what the whole is.
    private static let sample = 256 << 10

    @inline(__always)
    private static func count(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ isCounted: (UInt8) -> Bool) -> Int {
        let bytes = UnsafeBufferPointer(rebasing: bytes)
        var count = 0
        for index in bytes.indices { count &+= isCounted(bytes[index]) ? 1 : 0 }
        return count
    }

    private func validUTF8(_ bytes: [UInt8]) -> String? {
        String(validating: bytes, as: UTF8.self)
    }

    private var noise: DocumentError {
        .unsupported(name: name, kind: Remark("无法识别的文件（既非已知的文档，也非已知编码的文本）", "neither a known document nor text in a known encoding"))
    }
}
