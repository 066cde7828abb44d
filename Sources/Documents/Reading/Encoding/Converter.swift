#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A conversion between encodings by the system's `iconv`.
struct Converter: ~Copyable {
    struct Result {
        var utf8: [UInt8]
        /// How many places could not be decoded; each became U+FFFD.
        var replaced: Int
    }

    private let handle: iconv_t

    /// A conversion, or `nil` if the system does not know one of the encodings.
    init?(from source: String, to target: String) {
        guard let handle = iconv_open(target, source), handle != UnsafeMutableRawPointer(bitPattern: -1) else {
            return nil
        }
        self.handle = handle
    }

    deinit {
        iconv_close(handle)
    }

    /// All of `bytes` that can be converted, without replacement. For samples.
    static func convert(_ bytes: [UInt8], from source: String, to target: String) -> [UInt8]? {
        guard let converter = Converter(from: source, to: target) else { return nil }
        return converter.run(bytes, unit: source.hasPrefix("UTF-16") ? 2 : 1, replacement: [], givesUp: false)?.utf8
    }

    /// Decodes `bytes` to UTF-8; `nil` if so much is undecodable that they are not in this encoding.
    func decode(_ bytes: [UInt8], unit: Int) -> Result? {
        run(bytes, unit: unit, replacement: [0xEF, 0xBF, 0xBD], givesUp: true)
    }

    private func run(_ bytes: [UInt8], unit: Int, replacement: [UInt8], givesUp: Bool) -> Result? {
        var result = Result(utf8: [], replaced: 0)
        result.utf8.reserveCapacity(bytes.count + bytes.count / 2)
        var input = bytes
        return input.withUnsafeMutableBytes { source -> Result? in
            guard let base = source.baseAddress?.assumingMemoryBound(to: CChar.self) else { return result }
            var from: UnsafeMutablePointer<CChar>? = base
            var left = source.count
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64 << 10) { room in
                while left > 0 {
                    var to = room.baseAddress
                    var space = room.count
                    let outcome = iconv(handle, &from, &left, &to, &space)
                    let reason = errno
                    let made = UnsafeRawBufferPointer(start: room.baseAddress, count: room.count - space)
                    result.utf8.append(contentsOf: made)
                    // `(size_t)-1` reports a failure.
                    if outcome != -1 || reason == E2BIG { continue }
                    // EILSEQ: skip one unit. EINVAL: the text ends inside a character.
                    let step = reason == EINVAL ? left : min(unit, left)
                    from = from?.advanced(by: step)
                    left -= step
                    result.replaced += 1
                    result.utf8.append(contentsOf: replacement)
                    let done = bytes.count - left
                    if givesUp && result.replaced > 1_000 && result.replaced > done / 10 { break }
                }
            }
            let isNoise = givesUp && result.replaced > 4 && result.replaced > bytes.count / unit / 10
            return isNoise ? nil : result
        }
    }
}
