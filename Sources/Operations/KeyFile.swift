#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
public import Cryptography
public import Ledger

/// A file with a secret in it: made once, readable by its owner only, never overwritten.
public enum KeyFile {
    /// What is wrong with a key file, and what to do.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    /// The key that signs the checkpoints of a log, from a file, or a new one where there is no file yet.
    ///
    /// - Parameter origin: the name of the log; a key made for another one is refused.
    public static func signer(at path: String, origin: String) throws -> NoteSigner {
        if let text = try read(path) {
            let signer: NoteSigner
            do { signer = try NoteSigner(secret: text) } catch { throw Fault(description: "\(path) is no key for signing checkpoints: \(error)") }
            guard signer.verifier.name == origin else {
                throw Fault(description: "\(path) belongs to the log “\(signer.verifier.name)”, not to “\(origin)”. Set origin or ledger-key.")
            }
            return signer
        }
        let signer = try NoteSigner(name: origin, key: SigningKey.generate())
        try create(path, signer.secret)
        return signer
    }

    /// The key that seals secrets in the database, from a file, or a new one.
    public static func sealingKey(at path: String) throws -> SealingKey {
        if let text = try read(path) {
            guard let bytes = try? Base64.decode(text), let key = try? SealingKey(bytes: bytes) else {
                throw Fault(description: "\(path) is no sealing key: it should hold 32 bytes in base64")
            }
            return key
        }
        let key = try SealingKey.generate()
        try create(path, Base64.encode(key.bytes))
        return key
    }

    /// Access key and secret key of a file store, which its operator gave.
    public static func storeKeys(at path: String) throws -> (access: String, secret: String) {
        let words = try read(path)?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
        guard words.count == 2 else { throw Fault(description: "\(path) should hold the access key and the secret key of the file store, on one line") }
        return (words[0], words[1])
    }

    /// A password that its operator gave.
    public static func password(at path: String) throws -> String {
        guard let text = try read(path), !text.isEmpty else { throw Fault(description: "\(path) should hold a password, on one line") }
        return text
    }

    /// nil where there is no file.
    private static func read(_ path: String) throws -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw Fault(description: "\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw Fault(description: "\(path) can be read by others. Set its rights: chmod 600 \(path)")
        }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = bytes.withUnsafeMutableBytes { systemRead(file, $0) }
        var text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    private static func create(_ path: String, _ text: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Fault(description: "\(path) cannot be written: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        let bytes = Array((text + "\n").utf8)
        let count = bytes.withUnsafeBytes { systemWrite(file, $0) }
        guard count == bytes.count, fsync(file) == 0 else {
            throw Fault(description: "\(path) could not be written whole: \(String(cString: strerror(errno)))")
        }
    }
}

#if canImport(Glibc)
private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int { Glibc.read(file, bytes.baseAddress, bytes.count) }
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int { Glibc.write(file, bytes.baseAddress, bytes.count) }
#elseif canImport(Musl)
private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int { Musl.read(file, bytes.baseAddress, bytes.count) }
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int { Musl.write(file, bytes.baseAddress, bytes.count) }
#else
private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int { Darwin.read(file, bytes.baseAddress, bytes.count) }
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int { Darwin.write(file, bytes.baseAddress, bytes.count) }
#endif
