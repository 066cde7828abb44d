/// A QR code of a text (ISO/IEC 18004:2015), the squares and nothing else: how it is drawn is up to whoever shows it.
///
/// Texts are encoded as bytes of UTF-8, in the smallest symbol that holds them, with correction level M (up to 15 % of it may be illegible).
///
/// - Complexity: O(squares); the largest symbol has 31,329.
public struct QRCode: Sendable, Hashable {
    /// 1 to 40.
    public let version: Int
    /// Squares a side, without the quiet zone of four squares that has to stand around it.
    public let size: Int
    /// Row by row; true is dark.
    private var squares: [Bool]
    /// Which squares belong to the frame of the symbol and hold no data.
    private var isFrame: [Bool]

    /// - Returns: nil for a text of more than 2,331 bytes, the most that level M holds.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let version = (1...40).first(where: { Capacity(version: $0).fits(bytes.count) }) else { return nil }
        self.version = version
        size = version * 4 + 17
        squares = [Bool](repeating: false, count: size * size)
        isFrame = squares
        drawFrame()
        drawData(Codewords(bytes, Capacity(version: version)).interleaved)
        let masks = (0..<8).map { mask in
            var masked = self
            masked.apply(mask)
            return masked
        }
        guard let best = masks.min(by: { $0.penalty < $1.penalty }) else { return nil }
        squares = best.squares
    }

    /// Whether a square is dark; x from the left, y from the top.
    public subscript(x: Int, y: Int) -> Bool { squares[y * size + x] }

    // MARK: the frame

    private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
        guard (0..<size).contains(x), (0..<size).contains(y) else { return }
        squares[y * size + x] = isDark
        isFrame[y * size + x] = true
    }

    /// Timing lines, finders, alignment marks, and the places of version and format (section 6.3).
    private mutating func drawFrame() {
        for place in 0..<size {
            set(6, place, place % 2 == 0)
            set(place, 6, place % 2 == 0)
        }
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawRings(x, y, reach: 4) { $0 != 2 && $0 != 4 } }
        let marks = Capacity(version: version).alignment
        for x in marks {
            for y in marks where !(x == 6 && y == 6 || x == 6 && y == size - 7 || x == size - 7 && y == 6) { drawRings(x, y, reach: 2) { $0 != 1 } }
        }
        drawFormat(mask: 0)
        if version >= 7 { drawVersion() }
    }

    private mutating func drawRings(_ x: Int, _ y: Int, reach: Int, isDark: (Int) -> Bool) {
        for down in -reach...reach { for right in -reach...reach { set(x + right, y + down, isDark(max(abs(right), abs(down)))) } }
    }

    /// Level and mask with their check bits, twice (section 7.9).
    private mutating func drawFormat(mask: Int) {
        // Level M is 00.
        var remainder = mask
        for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9) * 0x537 }
        let bits = (mask << 10 | remainder) ^ 0x5412
        func bit(_ place: Int) -> Bool { bits >> place & 1 == 1 }
        for place in 0...5 { set(8, place, bit(place)) }
        set(8, 7, bit(6))
        set(8, 8, bit(7))
        set(7, 8, bit(8))
        for place in 9..<15 { set(14 - place, 8, bit(place)) }
        for place in 0..<8 { set(size - 1 - place, 8, bit(place)) }
        for place in 8..<15 { set(8, size - 15 + place, bit(place)) }
        set(8, size - 8, true)
    }

    /// From version 7 on, the version with its check bits, twice (section 7.10).
    private mutating func drawVersion() {
        var remainder = version
        for _ in 0..<12 { remainder = remainder << 1 ^ (remainder >> 11) * 0x1F25 }
        let bits = version << 12 | remainder
        for place in 0..<18 {
            let (along, across) = (place / 3, size - 11 + place % 3)
            set(across, along, bits >> place & 1 == 1)
            set(along, across, bits >> place & 1 == 1)
        }
    }

    // MARK: data and masks

    /// In pairs of columns from the right, up and down in turn (section 7.7.3).
    private mutating func drawData(_ bytes: [UInt8]) {
        var (place, right) = (0, size - 1)
        while right >= 1 {
            if right == 6 { right = 5 }
            for step in 0..<size {
                for x in [right, right - 1] {
                    let y = (right + 1) & 2 == 0 ? size - 1 - step : step
                    guard !isFrame[y * size + x], place < bytes.count * 8 else { continue }
                    squares[y * size + x] = bytes[place / 8] >> (7 - place % 8) & 1 == 1
                    place += 1
                }
            }
            right -= 2
        }
    }

    /// Turns the data around where the mask says so, and says so in the format (section 7.8.2).
    private mutating func apply(_ mask: Int) {
        for y in 0..<size {
            for x in 0..<size where !isFrame[y * size + x] && QRCode.turns(mask, x, y) { squares[y * size + x].toggle() }
        }
        drawFormat(mask: mask)
    }

    static func turns(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }

    /// How hard the symbol is to read: long runs, blocks, what looks like a finder, too much of one colour (section 7.8.3).
    private var penalty: Int {
        var sum = 0
        for line in 0..<size {
            sum += QRCode.penalty(of: (0..<size).map { self[$0, line] }) + QRCode.penalty(of: (0..<size).map { self[line, $0] })
        }
        for y in 0..<size - 1 {
            for x in 0..<size - 1 where self[x, y] == self[x + 1, y] && self[x, y] == self[x, y + 1] && self[x, y] == self[x + 1, y + 1] { sum += 3 }
        }
        let dark = squares.lazy.filter { $0 }.count
        return sum + abs(dark * 20 - squares.count * 10) / squares.count * 10
    }

    private static func penalty(of line: [Bool]) -> Int {
        let finder = [true, false, true, true, true, false, true]
        var (sum, start) = (0, 0)
        for place in 1...line.count where place == line.count || line[place] != line[start] {
            if place - start >= 5 { sum += place - start - 2 }
            start = place
        }
        for place in 0...line.count - 7 where line[place..<place + 7].elementsEqual(finder) {
            let isFree = { (range: Range<Int>) in range.allSatisfy { !line.indices.contains($0) || !line[$0] } }
            if isFree(place - 4..<place) || isFree(place + 7..<place + 11) { sum += 40 }
        }
        return sum
    }
}
