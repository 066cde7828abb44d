#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Standard input, output and error, and files, by the calls of the system: nothing that has to be loaded before the first word is printed.
enum Output {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    static func print(_ text: String) { print(Array(text.utf8)) }

    /// Bytes on standard output, and a line end if they lack it.
    static func print(_ bytes: [UInt8]) {
        let ending: [UInt8] = bytes.last == 0x0A ? [] : [0x0A]
        // A reader that has gone (`| head`) is no failure of ours.
        _ = write(bytes, to: STDOUT_FILENO) && write(ending, to: STDOUT_FILENO)
    }

    static func complain(_ sentence: String) {
        _ = write(Array((sentence + "\n").utf8), to: STDERR_FILENO)
    }

    /// Replaces a file: written beside it first, so that a reader never sees half of it.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let draft = path + ".part\(getpid())"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard file >= 0 else { throw failure("“\(path)” cannot be written") }
        let isWritten = write(bytes, to: file)
        let isClosed = close(file) == 0
        guard isWritten && isClosed && rename(draft, path) == 0 else {
            let failure = failure("“\(path)” cannot be written")
            unlink(draft)
            throw failure
        }
    }

    /// Everything on standard input.
    static func standardInput() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count == 0 { return bytes }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw failure("standard input cannot be read")
            }
            bytes.append(contentsOf: buffer[..<count])
            // One more than is allowed is enough for the reader to refuse it.
            if bytes.count > inputLimit { return bytes }
        }
    }

    /// Colour is for people at a terminal who have not asked for none (no-color.org).
    static var isColored: Bool {
        isatty(STDOUT_FILENO) == 1 && variable("NO_COLOR").isEmpty && variable("TERM") != "dumb"
    }

    /// Columns of the terminal, or of a page of print where there is none.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 100 }
        return min(Int(size.ws_col), 160)
    }

    private static let inputLimit = 256 << 20

    private static func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }

    private static func failure(_ what: String) -> Failure {
        Failure(description: what + ": " + String(cString: strerror(errno)) + ".")
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(file, $0) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
        Darwin.write(file, bytes.baseAddress, bytes.count)
        #elseif canImport(Glibc)
        Glibc.write(file, bytes.baseAddress, bytes.count)
        #else
        Musl.write(file, bytes.baseAddress, bytes.count)
        #endif
    }
}
