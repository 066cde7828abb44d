#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A program that is installed beside ours.
///
/// It runs in a process group of its own with a small environment of its own, hears nothing and is
/// heard through a file; when its time is over the whole group is ended.
struct Program {
    struct Outcome {
        var exitCode: Int32
        /// The last of what it wrote on standard error.
        var complaint: String
    }

    enum Failure: Error {
        case notStarted(String)
        case timedOut
        /// What it wrote exceeded the limit.
        case tooMuchOutput(Int)
    }

    /// The most that a program may take of the machine. `prlimit` of util-linux, which is on every Linux, holds it to that; macOS has no such program: there
    /// only the time and the watched file are held.
    struct Bounds {
        /// Bytes of its address space.
        var memory: Int
        /// Seconds of a processor.
        var seconds: Double
        /// Bytes of any file that it writes.
        var fileBytes: Int

        /// It also starts nothing else, and leaves no image of its memory behind.
        fileprivate var words: [String] {
            ["--as=\(memory)", "--cpu=\(max(1, Int(seconds)))", "--fsize=\(fileBytes)", "--nproc=1", "--core=0", "--"]
        }
    }

    let path: String

    /// The first of `names` that is found in the search path or at one of `places`.
    static func find(_ names: [String], places: [String] = []) -> Program? {
        let folders = searchPath.split(separator: ":").map(String.init)
        for name in names {
            for folder in folders where isProgram(folder + "/" + name) { return Program(path: folder + "/" + name) }
        }
        return places.first(where: isProgram).map(Program.init(path:))
    }

    private static func isProgram(_ path: String) -> Bool {
        access(path, X_OK) == 0
    }

    private static var searchPath: String {
        getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - folder: its home, where it may write, and where its complaints are gathered.
    ///   - timeout: in seconds.
    ///   - output: a file for what it writes on standard output; that goes nowhere without one.
    ///   - watched: a file that must not grow beyond `limit` bytes.
    ///   - bounds: for a program that reads what strangers wrote.
    func run(
        _ arguments: [String], folder: TemporaryFolder, timeout: Double, output: String? = nil, watched: String? = nil, limit: Int = .max,
        bounds: Bounds? = nil
    ) throws(Failure) -> Outcome {
        let complaints = folder.file("complaints.txt")
        let warden = bounds.flatMap { bounds in Program.find(["prlimit"]).map { (program: $0, words: bounds.words + [path]) } }
        let process = try (warden?.program ?? self).start((warden?.words ?? []) + arguments, home: folder.path, output: output, complaints: complaints)
        var waited = 0.0
        var pause = 0.001
        while true {
            var status: Int32 = 0
            let found = waitpid(process, &status, WNOHANG)
            if found == process { return Outcome(exitCode: Self.exitCode(status), complaint: Self.tail(complaints)) }
            // Somebody else has taken the exit code: what the program wrote must tell.
            if found < 0 && errno != EINTR { return Outcome(exitCode: 0, complaint: Self.tail(complaints)) }
            let size = watched.flatMap(FileAccess.size(of:)) ?? 0
            if waited > timeout || size > limit {
                Self.end(process)
                throw size > limit ? .tooMuchOutput(size) : .timedOut
            }
            usleep(UInt32(pause * 1_000_000))
            waited += pause
            pause = min(pause * 1.5, 0.05)
        }
    }

    /// Ends the program and its children, and waits until none of them can write any more: its folder
    /// is about to be removed.
    private static func end(_ process: pid_t) {
        var status: Int32 = 0
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        // Children that nobody collects would answer for ever: half a second is plenty to die in.
        for _ in 0..<50 where kill(-process, 0) == 0 { usleep(10_000) }
    }

    private func start(_ arguments: [String], home: String, output: String?, complaints: String) throws(Failure) -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, complaints, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var flags = POSIX_SPAWN_SETPGROUP
        #if canImport(Darwin)
        flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
        #endif
        posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
        posix_spawnattr_setpgroup(&attributes, 0)

        let environment = ["PATH=\(Self.searchPath)", "HOME=\(home)", "TMPDIR=\(home)", "LC_ALL=C.UTF-8", "LANG=C.UTF-8"]
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        var surroundings: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) }
        defer { for word in words + surroundings { free(word) } }
        words.append(nil)
        surroundings.append(nil)
        var process: pid_t = 0
        let error = posix_spawn(&process, path, &actions, &attributes, words, surroundings)
        guard error == 0 else { throw .notStarted(String(cString: strerror(error))) }
        return process
    }

    /// The exit code, or 128 and the signal that ended it, as shells count.
    private static func exitCode(_ status: Int32) -> Int32 {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private static func tail(_ path: String) -> String {
        guard let bytes = try? FileAccess.read(path, limit: 1 << 20) else { return "" }
        let lines = String(decoding: bytes.suffix(600), as: UTF8.self).split(whereSeparator: \.isNewline)
        return lines.suffix(3).joined(separator: "; ")
    }
}
