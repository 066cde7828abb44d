/// An address of the Internet Protocol, version 4 or 6.
public struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
    /// Four or sixteen, the highest first.
    public let bytes: [UInt8]

    /// - Parameter bytes: an IPv4 address inside of an IPv6 one (::ffff:a.b.c.d) is that IPv4 address.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes.starts(with: Self.mapped) && bytes.count == 16 ? Array(bytes[12...]) : bytes
    }

    /// - Parameter text: `192.0.2.1` or `2001:db8::1`, without brackets and zone.
    public init?(_ text: String) {
        guard let bytes = text.contains(":") ? Self.six(text) : Self.four(text) else { return nil }
        self.init(bytes: bytes)
    }

    private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255]

    private static func four(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        // 010 is eight to some programs and ten to others.
        let bytes = parts.compactMap { $0.count > 1 && $0.first == "0" || !$0.allSatisfy { $0.isASCII && $0.isNumber } ? nil : UInt8($0) }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }

    private static func six(_ text: String) -> [UInt8]? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false).map(String.init)
        guard halves.count <= 2 else { return nil }
        let parts = halves.map { $0.isEmpty ? [] : groups($0) }
        guard let head = parts[0], let tail = parts.count == 2 ? parts[1] : [] else { return nil }
        let missing = 16 - head.count - tail.count
        guard halves.count == 2 ? missing >= 2 : missing == 0 else { return nil }
        return head + [UInt8](repeating: 0, count: missing) + tail
    }

    private static func groups(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() {
            if place == parts.count - 1, part.contains("."), let four = four(String(part)) {
                bytes += four
            } else if (1...4).contains(part.count), let value = UInt16(part, radix: 16), !part.hasPrefix("+") {
                bytes += [UInt8(value >> 8), UInt8(value & 255)]
            } else {
                return nil
            }
        }
        return bytes
    }

    public var description: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: 16, by: 2).map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
    }

    /// As it stands in an address of the web.
    public var inURL: String { bytes.count == 4 ? description : "[\(description)]" }

    /// Whether it is an address that anybody in the world may be reached at: no private network, not this machine, no link, nothing reserved (IANA
    /// special-purpose registries, RFC 6890 and later). What carries an IPv4 address (NAT64, 6to4) is judged by that one.
    public var isGlobal: Bool {
        if bytes.count == 4 { return !Self.special.contains { $0.contains(self) } }
        if let carried { return carried.isGlobal }
        // 2000::/3 is all that was ever given out, but for what documents and tunnels use.
        return bytes[0] >> 5 == 1 && !Self.special.contains { $0.contains(self) }
    }

    private var carried: NetworkAddress? {
        if bytes.starts(with: [0, 0x64, 0xff, 0x9b]) { return NetworkAddress(bytes: Array(bytes[12...])) }
        return bytes.starts(with: [0x20, 0x02]) ? NetworkAddress(bytes: Array(bytes[2..<6])) : nil
    }

    private static let special: [Network] = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "2001::/23", "2001:db8::/32", "3fff::/20",
    ].compactMap { Network($0) }

    /// All addresses that begin alike: `10.1.0.0/16`; an address alone is a network of one.
    public struct Network: Sendable, Hashable, CustomStringConvertible {
        let start: NetworkAddress
        let length: Int

        public init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), let start = NetworkAddress(String(parts[0])) else { return nil }
            let most = start.bytes.count * 8
            guard let length = parts.count == 2 ? Int(parts[1]) : most, (0...most).contains(length) else { return nil }
            (self.start, self.length) = (start, length)
        }

        public func contains(_ address: NetworkAddress) -> Bool {
            guard address.bytes.count == start.bytes.count else { return false }
            return (0..<length).allSatisfy { bit in (address.bytes[bit / 8] ^ start.bytes[bit / 8]) & (0x80 >> (bit % 8)) == 0 }
        }

        public var description: String { "\(start)/\(length)" }
    }
}
