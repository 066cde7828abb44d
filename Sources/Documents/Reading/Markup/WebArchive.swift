/// A page that was saved as a single file (MHTML), as Word and browsers do: the page is one of the
/// parts of a mail message.
enum WebArchive {
    struct Page {
        var bytes: [UInt8]
        /// The character set that the part's header names.
        var encoding: String?
    }

    /// The first HTML part, or `nil` if the bytes are no such archive.
    static func page(in bytes: [UInt8]) -> Page? {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let head = TextHead(bytes[start...])
        guard head.contains("mime-version:"), head.contains("content-type:"), isHeader(head) else { return nil }
        return page(in: bytes[start...], depth: 0)
    }

    /// The first line is one of a message's header: a name and a colon.
    private static func isHeader(_ text: TextHead) -> Bool {
        guard let line = text.prefix(200).lines.first, let colon = line.bytes.firstIndex(of: 0x3A) else { return false }
        return line.prefix(to: colon).bytes.allSatisfy { TextHead.isLetter($0) || $0 == 0x2D }
    }

    /// Parts may hold parts, in practice one level deep.
    private static func page(in message: ArraySlice<UInt8>, depth: Int) -> Page? {
        guard depth < 4, let (headers, body) = split(message) else { return nil }
        let type = headers["content-type"] ?? "text/plain"
        if type.lowercased().hasPrefix("multipart/"), let boundary = parameter("boundary", of: type) {
            for part in parts(of: body, boundary: boundary) {
                if let page = page(in: part, depth: depth + 1) { return page }
            }
            return nil
        }
        guard type.lowercased().hasPrefix("text/html") else { return nil }
        let content: [UInt8] =
            switch headers["content-transfer-encoding"]?.lowercased() {
            case "quoted-printable": quotedPrintable(body)
            case "base64": base64(body)
            default: Array(body)
            }
        return Page(bytes: content, encoding: parameter("charset", of: type))
    }

    private static func split(_ message: ArraySlice<UInt8>) -> (headers: [String: String], body: ArraySlice<UInt8>)? {
        var headers: [String: String] = [:]
        var last: String?
        var rest = message
        while let end = rest.firstIndex(of: 0x0A) {
            var line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
            if line.hasSuffix("\r") { line = String(line.unicodeScalars.dropLast()) }
            rest = rest[(end + 1)...]
            if line.isEmpty { return (headers, rest) }
            if line.first == " " || line.first == "\t", let name = last {
                headers[name, default: ""] += line
            } else if let colon = line.firstIndex(of: ":") {
                let name = line[..<colon].lowercased()
                headers[name] = String(line[line.index(after: colon)...].drop { $0 == " " })
                last = name
            }
            if headers.count > 100 { return nil }
        }
        return nil
    }

    private static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ !$0.isWhitespace }).lowercased() == name else { continue }
            return String(pair[1].filter { $0 != "\"" && !$0.isWhitespace })
        }
        return nil
    }

    private static func parts(of body: ArraySlice<UInt8>, boundary: String) -> [ArraySlice<UInt8>] {
        let mark = Array(("--" + boundary).utf8)
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        var line = body.startIndex
        while line < body.endIndex, parts.count < 1_000 {
            if body[line...].starts(with: mark) {
                if let start { parts.append(body[start..<line]) }
                start = nil
            }
            let end = body[line...].firstIndex(of: 0x0A).map { $0 + 1 } ?? body.endIndex
            if start == nil, body[line...].starts(with: mark) { start = end }
            line = end
        }
        if let start, start < body.endIndex { parts.append(body[start...]) }
        return parts
    }

    private static func quotedPrintable(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(body.count)
        var index = body.startIndex
        while index < body.endIndex {
            guard body[index] == 0x3D else {
                result.append(body[index])
                index += 1
                continue
            }
            let next = body[(index + 1)...].prefix(2)
            if next.first == 0x0A {
                index += 2
            } else if next.elementsEqual([0x0D, 0x0A]) {
                index += 3
            } else if next.count == 2, let high = hexadecimal(body[index + 1]), let low = hexadecimal(body[index + 2]) {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(body[index])
                index += 1
            }
        }
        return result
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private static func base64(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(body.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for byte in body {
            let value: UInt8
            switch byte {
            case 0x41...0x5A: value = byte - 0x41
            case 0x61...0x7A: value = byte - 0x47
            case 0x30...0x39: value = byte + 4
            case 0x2B: value = 62
            case 0x2F: value = 63
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count == 4 {
                result += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
                (bits, count) = (0, 0)
            }
        }
        if count == 3 { result += [UInt8(bits >> 10 & 0xFF), UInt8(bits >> 2 & 0xFF)] }
        if count == 2 { result.append(UInt8(bits >> 4 & 0xFF)) }
        return result
    }
}
