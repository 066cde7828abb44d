import Testing

@testable import Cryptography

@Suite("Hexadecimal, base 32 and base 64")
struct EncodingTests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", "", ""), ("f", "Zg==", "MY"), ("fo", "Zm8=", "MZXQ"), ("foo", "Zm9v", "MZXW6"), ("foob", "Zm9vYg==", "MZXW6YQ"),
        ("fooba", "Zm9vYmE=", "MZXW6YTB"), ("foobar", "Zm9vYmFy", "MZXW6YTBOI"),
    ])
    func vectors(text: String, base64: String, base32: String) throws {
        let bytes = Array(text.utf8)
        #expect(Base64.encode(bytes) == base64)
        #expect(try Base64.decode(base64) == bytes)
        #expect(Base32.encode(bytes) == base32)
        #expect(try Base32.decode(base32) == bytes)
    }

    @Test func roundTrips() throws {
        for count in 0..<100 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ count &* 31) }
            #expect(try Hex.decode(Hex.encode(bytes)) == bytes)
            #expect(try Base32.decode(Base32.encode(bytes).lowercased()) == bytes)
            for alphabet in [Base64.Alphabet.standard, .url] {
                for padded in [true, false] {
                    #expect(try Base64.decode(Base64.encode(bytes, alphabet, padded: padded), alphabet, padded: padded) == bytes)
                }
            }
        }
        #expect(Base64.encode([0xFB, 0xFF], .url, padded: false) == "-_8")
    }

    @Test(arguments: ["Zg", "Zg=", "Zh==", "Z===", "====", "=", "Zm9v\n", "Zm 9", "Zm9-", "Zg==Zg=="])
    func refusedBase64(text: String) {
        #expect(throws: CryptographyError.self) { try Base64.decode(text) }
    }

    @Test(arguments: ["0", "0g", "é0", "0x"])
    func refusedHexadecimal(text: String) {
        #expect(throws: CryptographyError.self) { try Hex.decode(text) }
    }

    @Test(arguments: ["M", "MZ1Q", "MZ", "MZXW6Y"])
    func refusedBase32(text: String) {
        #expect(throws: CryptographyError.self) { try Base32.decode(text) }
    }
}
