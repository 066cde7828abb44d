import Testing

@testable import QRCode

@Suite struct QRCodeTests {
    /// ISO/IEC 18004:2015, annex I: “01234567” as a symbol 1-M.
    @Test func theCorrectionIsThatOfTheStandard() {
        let data: [UInt8] = [0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11]
        #expect(Correction(10).codewords(for: data) == [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55])
    }

    /// ISO/IEC 18004:2015, table 7 (bytes, level M) and table E.1.
    @Test func aSymbolHoldsWhatTheStandardSays() {
        for (version, bytes) in [(1, 14), (2, 26), (6, 106), (7, 122), (9, 180), (10, 213), (21, 711), (27, 1125), (32, 1538), (40, 2331)] {
            #expect(QRCode(String(repeating: "x", count: bytes))?.version == version)
            #expect(QRCode(String(repeating: "x", count: bytes + 1))?.version == (version == 40 ? nil : version + 1))
        }
        #expect(Capacity(version: 7).alignment == [6, 22, 38])
        #expect(Capacity(version: 22).alignment == [6, 26, 50, 74, 98])
        #expect(Capacity(version: 32).alignment == [6, 34, 60, 86, 112, 138])
        #expect(Capacity(version: 40).alignment == [6, 30, 58, 86, 114, 142, 170])
    }

    @Test(arguments: [
        "", "01234567", "otpauth://totp/%E5%B1%B1%E6%B2%B3:admin?secret=JBSWY3DPEHPK3PXP&issuer=%E5%B1%B1%E6%B2%B3", "山河", String(repeating: "山", count: 700),
    ])
    func whatIsWrittenCanBeRead(_ text: String) throws {
        let code = try #require(QRCode(text))
        #expect(try QRReader(code).text() == text)
    }

    @Test func findersAndTimingStandWhereReadersLookForThem() throws {
        let code = try #require(QRCode("shanhe"))
        let finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
        for (left, top) in [(0, 0), (code.size - 7, 0), (0, code.size - 7)] {
            for y in 0..<7 { #expect(String((0..<7).map { code[left + $0, top + y] ? "#" : "." }) == finder[y]) }
        }
        for place in 8..<code.size - 8 { #expect(code[place, 6] == (place % 2 == 0) && code[6, place] == (place % 2 == 0)) }
        #expect(code[8, code.size - 8], "the dark square")
    }
}

/// Reads a flawless symbol back, by the road of a scanner: format, mask, zigzag, blocks, correction, bytes.
private struct QRReader {
    let code: QRCode
    init(_ code: QRCode) { self.code = code }

    enum Fault: Error { case format, correction, mode }

    func text() throws -> String {
        let capacity = Capacity(version: code.version)
        let bytes = codewords(mask: try mask())
        let (short, longer) = (capacity.data / capacity.blocks, capacity.data % capacity.blocks)
        var blocks = [[UInt8]](repeating: [], count: capacity.blocks)
        var rest = bytes[...]
        for place in 0...short {
            for block in blocks.indices where place < short || block >= capacity.blocks - longer { blocks[block].append(rest.removeFirst()) }
        }
        let data = blocks.flatMap { $0 }
        for _ in 0..<capacity.checks { for block in blocks.indices { blocks[block].append(rest.removeFirst()) } }
        // A block that is right is divisible by the generator: it is 0 at each of its roots.
        for block in blocks {
            var root: UInt8 = 1
            for _ in 0..<capacity.checks {
                guard block.reduce(UInt8(0), { Correction.product($0, root) ^ $1 }) == 0 else { throw Fault.correction }
                root = Correction.product(root, 2)
            }
        }
        let bits = data.flatMap { byte in (0..<8).map { Int(byte >> (7 - $0) & 1) } }
        func number(_ from: Int, _ count: Int) -> Int { bits[from..<from + count].reduce(0) { $0 * 2 + $1 } }
        guard number(0, 4) == 4 else { throw Fault.mode }
        let length = number(4, capacity.lengthBits)
        return String(decoding: (0..<length).map { UInt8(number(4 + capacity.lengthBits + $0 * 8, 8)) }, as: UTF8.self)
    }

    /// From the format beside the upper left finder, which must be one of the eight of level M (annex C).
    private func mask() throws -> Int {
        let known = [0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0]
        let places = [(8, 0), (8, 1), (8, 2), (8, 3), (8, 4), (8, 5), (8, 7), (8, 8), (7, 8), (5, 8), (4, 8), (3, 8), (2, 8), (1, 8), (0, 8)]
        let bits = places.enumerated().reduce(0) { $0 | (code[$1.element.0, $1.element.1] ? 1 << $1.offset : 0) }
        guard let mask = known.firstIndex(of: bits) else { throw Fault.format }
        return mask
    }

    private func codewords(mask: Int) -> [UInt8] {
        var (bits, right): ([Bool], Int) = ([], code.size - 1)
        while right >= 1 {
            if right == 6 { right = 5 }
            for step in 0..<code.size {
                for x in [right, right - 1] {
                    let y = (right + 1) & 2 == 0 ? code.size - 1 - step : step
                    if !isFrame(x, y) { bits.append(code[x, y] != QRCode.turns(mask, x, y)) }
                }
            }
            right -= 2
        }
        return (0..<bits.count / 8).map { start in bits[start * 8..<start * 8 + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) } }
    }

    private func isFrame(_ x: Int, _ y: Int) -> Bool {
        let end = code.size - 8
        if x == 6 || y == 6 || x < 9 && y < 9 || x >= end && y < 9 || x < 9 && y >= end { return true }
        if code.version >= 7, x >= end - 3 && x < end && y < 6 || y >= end - 3 && y < end && x < 6 { return true }
        let marks = Capacity(version: code.version).alignment
        return marks.contains { across in
            marks.contains { down in
                let isFinder = across == 6 && down == 6 || across == 6 && down == code.size - 7 || across == code.size - 7 && down == 6
                return !isFinder && abs(across - x) <= 2 && abs(down - y) <= 2
            }
        }
    }
}
