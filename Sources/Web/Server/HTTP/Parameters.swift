/// The `name=value` pairs of a query or of a form, in their order.
public struct Parameters: Sendable, Hashable {
    public struct Item: Sendable, Hashable {
        public let name: String
        public let value: String
    }

    public private(set) var items: [Item] = []

    public init() {}

    /// Reads `application/x-www-form-urlencoded`; what is no UTF-8 becomes replacement characters.
    public init(parsing text: some StringProtocol) {
        if text.isEmpty { return }
        for pair in text.split(separator: "&", omittingEmptySubsequences: true).prefix(2000) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            items.append(Item(name: Percent.decoded(parts[0], isForm: true), value: parts.count > 1 ? Percent.decoded(parts[1], isForm: true) : ""))
        }
    }

    public mutating func append(_ name: String, _ value: String) { items.append(Item(name: name, value: value)) }

    /// The first value of a name.
    public subscript(name: String) -> String? { items.isEmpty ? nil : items.first { $0.name == name }?.value }

    public func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    func isTrue(_ name: String) -> Bool { self[name] == "true" }
}

/// Percent-encoding (RFC 3986).
enum Percent {
    static func decoded(_ text: some StringProtocol, isForm: Bool = false) -> String {
        let needsWork = text.utf8.contains { $0 == UInt8(ascii: "%") || isForm && $0 == UInt8(ascii: "+") }
        guard needsWork else { return String(text) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            if byte == UInt8(ascii: "+"), isForm {
                bytes.append(0x20)
            } else if byte == UInt8(ascii: "%") {
                let (first, second) = (rest.next(), rest.next())
                if let high = first.flatMap(digit), let low = second.flatMap(digit) {
                    bytes.append(high << 4 | low)
                } else {
                    bytes.append(byte)
                    bytes.append(contentsOf: [first, second].compactMap { $0 })
                }
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-._~".utf8.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
