import Testing

@testable import Cryptography

@Suite("Keys, passwords and codes")
struct KeyTests {
    /// RFC 8032, section 7.1, tests 1 and 2.
    @Test(arguments: [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ])
    func ed25519(seed: String, key: String, message: String, signature: String) throws {
        let signer = try SigningKey(seed: Hex.decode(seed))
        let message = try Hex.decode(message)
        #expect(Hex.encode(signer.verifyingKey.bytes) == key)
        let made = try signer.sign(message)
        #expect(Hex.encode(made) == signature)
        let verifier = try VerifyingKey(bytes: Hex.decode(key))
        #expect(verifier == signer.verifyingKey)
        #expect(verifier.accepts(made, for: message))
        #expect(!verifier.accepts(made, for: message + [0]))
        #expect(!verifier.accepts(Array(made.dropLast()), for: message))
        for place in made.indices {
            var altered = made
            altered[place] ^= 1
            #expect(!verifier.accepts(altered, for: message))
        }
    }

    @Test func freshKeys() throws {
        let first = try SigningKey.generate(), second = try SigningKey.generate()
        #expect(first.seed != second.seed)
        #expect(!second.verifyingKey.accepts(try first.sign([1, 2, 3]), for: [1, 2, 3]))
        #expect(throws: CryptographyError.wrongLength(what: "seed of an Ed25519 key", expected: 32, actual: 31)) {
            try SigningKey(seed: [UInt8](repeating: 0, count: 31))
        }
        #expect(throws: CryptographyError.self) { try VerifyingKey(bytes: []) }
    }

    /// RFC 7914, section 12.
    @Test(arguments: [
        (
            "", "", Password.Cost(logarithm: 4, blockSize: 1, passes: 1),
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        ),
        (
            "password", "NaCl", Password.Cost(logarithm: 10, blockSize: 8, passes: 16),
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
        (
            "pleaseletmein", "SodiumChloride", Password.Cost(logarithm: 14, blockSize: 8, passes: 1),
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        ),
    ])
    func scrypt(password: String, salt: String, cost: Password.Cost, hex: String) throws {
        #expect(Hex.encode(try Password.derive(Array(password.utf8), salt: Array(salt.utf8), cost: cost, byteCount: 64)) == hex)
    }

    @Test func passwords() throws {
        let cheap = Password.Cost(logarithm: 4, blockSize: 8, passes: 1)
        let stored = try Password.hash("云岭 correct horse", cost: cheap)
        #expect(stored.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        #expect(try Password.verify("云岭 correct horse", against: stored))
        #expect(try !Password.verify("云岭 correct horsf", against: stored))
        #expect(try !Password.verify("", against: stored))
        #expect(try Password.hash("a", cost: cheap) != Password.hash("a", cost: cheap))
        #expect(Password.needsRehash(stored))
        #expect(!Password.needsRehash(stored, cost: cheap))
        #expect(Password.needsRehash("plain"))
        let decoy = try Password.decoy(cost: cheap)
        #expect(decoy.count == stored.count)
        #expect(try !Password.verify("x", against: decoy))
        #expect(!Password.needsRehash(decoy, cost: cheap))
        let standard = try Password.hash("x")
        #expect(!Password.needsRehash(standard))
        #expect(try Password.verify("x", against: standard))
    }

    @Test(arguments: [
        "", "x", "$scrypt$", "$bcrypt$ln=4,r=8,p=1$AAAA$AAAA", "$scrypt$ln=4,r=8$AAAA$AAAA", "$scrypt$ln=-4,r=8,p=1$AAAA$AAAA",
        "$scrypt$ln=63,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA", "$scrypt$ln=20,r=32,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$", "$scrypt$ln=4,r=99999999999999999999,p=1$AAAA$AAAA", "$scrypt$ln=4,r=8,p=1$A=$A",
    ])
    func refusedHashes(stored: String) {
        #expect(throws: CryptographyError.self) { try Password.verify("x", against: stored) }
        #expect(Password.needsRehash(stored))
    }

    /// The test cases of the GCM specification (McGrew and Viega), 13 and 14.
    @Test func sealingVectors() throws {
        let key = try SealingKey(bytes: [UInt8](repeating: 0, count: 32))
        let nonce = [UInt8](repeating: 0, count: 12)
        #expect(Hex.encode(try key.seal([], purpose: [], nonce: nonce).dropFirst(12)) == "530f8afbc74536b9a963b4f1c4cb738b")
        let sealed = try key.seal([UInt8](repeating: 0, count: 16), purpose: [], nonce: nonce)
        #expect(Hex.encode(sealed.dropFirst(12)) == "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")
    }

    @Test func sealing() throws {
        let key = try SealingKey.generate()
        let secret = Array("secret of person 7".utf8), purpose = Array("one-time code of 7".utf8)
        let sealed = try key.seal(secret, purpose: purpose)
        #expect(sealed.count == secret.count + SealingKey.overhead)
        #expect(try key.open(sealed, purpose: purpose) == secret)
        #expect(try key.open(key.seal([], purpose: []), purpose: []) == [])
        #expect(throws: CryptographyError.notAuthentic) { try key.open(sealed, purpose: Array("one-time code of 8".utf8)) }
        #expect(throws: CryptographyError.notAuthentic) { try SealingKey.generate().open(sealed, purpose: purpose) }
        #expect(throws: CryptographyError.notAuthentic) { try key.open([], purpose: purpose) }
        for place in sealed.indices {
            var altered = sealed
            altered[place] ^= 0x10
            #expect(throws: CryptographyError.notAuthentic) { try key.open(altered, purpose: purpose) }
        }
    }

    /// RFC 6238, appendix B.
    @Test(arguments: [
        (59, "94287082", "46119246", "90693936"), (1_111_111_109, "07081804", "68084774", "25091201"),
        (1_111_111_111, "14050471", "67062674", "99943326"), (1_234_567_890, "89005924", "91819424", "93441116"),
        (2_000_000_000, "69279037", "90698825", "38618901"), (20_000_000_000, "65353130", "77737706", "47863826"),
    ])
    func timedCodes(seconds: Int, sha1: String, sha256: String, sha512: String) throws {
        for (function, count, code) in [(HMAC.Function.sha1, 20, sha1), (.sha256, 32, sha256), (.sha512, 64, sha512)] {
            let secret = (0..<count).map { UInt8(ascii: "0") + UInt8(($0 + 1) % 10) }
            #expect(try TimedCode(secret: secret, function: function, digits: 8).code(at: seconds) == code)
        }
    }

    @Test func matching() throws {
        let codes = try TimedCode(secret: Array("12345678901234567890".utf8))
        #expect(codes.code(at: 59) == "287082")
        #expect(codes.match("287 082", at: 59) == 1)
        #expect(codes.match("287082", at: 89) == 1)
        #expect(codes.match("287082", at: 29) == 1)
        #expect(codes.match("287082", at: 90) == nil)
        #expect(codes.match("287082", at: 59, lastUsed: 1) == nil)
        #expect(codes.match("287083", at: 59) == nil)
        #expect(codes.match("", at: 59) == nil)
        #expect(codes.counter(at: -1) == -1)
        #expect(
            codes.address(issuer: "山河", account: "a b@c")
                == "otpauth://totp/%E5%B1%B1%E6%B2%B3:a%20b%40c?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E5%B1%B1%E6%B2%B3&algorithm=SHA1&digits=6&period=30"
        )
        #expect(try TimedCode.generate().secret.count == 20)
        #expect(throws: CryptographyError.self) { try TimedCode(secret: [1]) }
        #expect(throws: CryptographyError.self) { try TimedCode(secret: codes.secret, digits: 9) }
    }

    @Test func comparing() throws {
        #expect(constantTimeEqual([1, 2], [1, 2]))
        #expect(constantTimeEqual([], []))
        #expect(!constantTimeEqual([1, 2], [1, 3]))
        #expect(!constantTimeEqual([1, 2], [1]))
        #expect(try SecureRandom.bytes(32) != SecureRandom.bytes(32))
        #expect(try SecureRandom.bytes(0).isEmpty)
        #expect(throws: CryptographyError.self) { try SecureRandom.bytes(-1) }
    }
}
