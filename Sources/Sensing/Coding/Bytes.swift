/// Bytes that are not what they should be, found while they are read.
struct Malformed: Error {}

/// Numbers as bytes: little-endian, or in groups of seven bits (LEB128), signed ones with the sign in the lowest bit.
extension [UInt8] {
    mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 128 {
            append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    mutating func append(varint value: Int) { append(varint: UInt64(value)) }
    mutating func append(signed value: Int64) { append(varint: value.zigzag) }
    mutating func append(fixed value: UInt64) { for shift in stride(from: 0, to: 64, by: 8) { append(UInt8(truncatingIfNeeded: value >> UInt64(shift))) } }
    mutating func append(fixed value: UInt32) { for shift in stride(from: 0, to: 32, by: 8) { append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) } }

    func fixed32(at offset: Int) -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(self[offset + $1]) << UInt32($1 * 8) } }
    func fixed64(at offset: Int) -> UInt64 { (0..<8).reduce(0) { $0 | UInt64(self[offset + $1]) << UInt64($1 * 8) } }
}

extension Int64 {
    /// 0, −1, 1, −2 as 0, 1, 2, 3: small numbers of both signs become small ones.
    var zigzag: UInt64 { UInt64(bitPattern: (self << 1) ^ (self >> 63)) }
    init(zigzag: UInt64) { self = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1) }
}

/// Reads bytes from front to back and never beyond their end. What it reads may have been written by anyone.
struct ByteReader {
    /// Zeros that lie behind the bytes, so that eight can be read from every place of them.
    static let padding = 8

    let base: UnsafeRawPointer
    private(set) var position = 0
    private let end: Int

    /// - Parameter padded: the bytes and ``padding`` zeros.
    static func read<Result>(_ padded: [UInt8], _ body: (inout ByteReader) throws(Malformed) -> Result) throws(Malformed) -> Result {
        var outcome: Swift.Result<Result, Malformed> = .failure(Malformed())
        padded.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress, buffer.count >= padding else { return }
            var reader = ByteReader(base: base, end: buffer.count - padding)
            do throws(Malformed) { outcome = .success(try body(&reader)) } catch { outcome = .failure(error) }
        }
        return try outcome.get()
    }

    private init(base: UnsafeRawPointer, end: Int) { (self.base, self.end) = (base, end) }

    var isAtEnd: Bool { position == end }
    var remaining: Int { end - position }

    mutating func byte() throws(Malformed) -> UInt8 {
        guard position < end else { throw Malformed() }
        defer { position += 1 }
        return base.load(fromByteOffset: position, as: UInt8.self)
    }

    mutating func varint() throws(Malformed) -> UInt64 {
        var (value, shift) = (UInt64(0), UInt64(0))
        while true {
            let next = try byte()
            guard shift < 63 || next <= 1 else { throw Malformed() }
            value |= UInt64(next & 127) << shift
            if next < 128 { return value }
            shift += 7
        }
    }

    mutating func signed() throws(Malformed) -> Int64 { Int64(zigzag: try varint()) }

    /// A number from 0 to `limit`.
    mutating func count(upTo limit: Int) throws(Malformed) -> Int {
        let value = try varint()
        guard value <= UInt64(limit) else { throw Malformed() }
        return Int(value)
    }

    mutating func fixed64() throws(Malformed) -> UInt64 {
        let place = try take(8)
        return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    /// Goes over so many bytes and says where they begin.
    mutating func take(_ count: Int) throws(Malformed) -> Int {
        guard count >= 0, count <= remaining else { throw Malformed() }
        defer { position += count }
        return position
    }

    mutating func text(_ count: Int) throws(Malformed) -> String {
        let place = try take(count)
        return String(decoding: UnsafeRawBufferPointer(start: base + place, count: count), as: UTF8.self)
    }
}
