import Documents
import Foundation
import PlanReading

/// `make bench`: how fast plans are read, and with how much memory, against the physical limit and other software, in one run.
@main
struct Bench {
    let options: Options
    let inputs: Inputs
    var report = Report()

    static func main() throws {
        let options = try Options(Array(CommandLine.arguments.dropFirst()))
        if let file = options.memoryOf { return try measureMemory(of: file) }
        var bench = Bench(options: options, inputs: try Inputs(plans: options.plans, sample: options.sample))
        try bench.run()
    }

    private mutating func run() throws {
        report.add(Machine.description(options))
        throughput()
        try onePlan()
        try memory()
        command()
        peers()
        traps()
        if let path = options.output {
            let head = """
                # Results

                Written by `make bench`; numbers are not edited by hand. MB are 10^6 bytes. Times are those of the processor, so that other work on
                the machine counts little; those of whole commands are by the clock.


                """
            try (head + report.text).write(toFile: path, atomically: true, encoding: .utf8)
        }
    }
}

// MARK: Time

extension Bench {
    /// Plans of growing size, and the least that any program must do with their bytes.
    private mutating func throughput() {
        report.title("Reading, one core")
        var rows: [[String]] = []
        for megabytes in options.isQuick ? [1] : [1, 4, 16] {
            let text = inputs.text(bytes: megabytes * 1_000_000)
            let bytes = Array(text.utf8)
            let source = Source(text: text)
            let reading = Timing(runs: 3) { keep(PlanReader.read(source).size) }
            let decoding = Timing(runs: 5) { keep(scalars(String(decoding: bytes, as: UTF8.self))) }
            let copying = Timing(runs: 5) { keep(copy(bytes)) }
            func row(_ name: String, _ timing: Timing) -> [String] {
                [
                    "\(name), \(megabytes) MB", milliseconds(timing.min), milliseconds(timing.median), rate(bytes.count, timing.min),
                    number(reading.min / timing.min),
                ]
            }
            rows += [row("read a plan", reading), row("decode UTF-8 to scalars", decoding), row("copy the bytes", copying)]
        }
        report.table(["work", "min ms", "median ms", "MB/s", "reading takes × this"], rows)
        report.add("Goal: at least 10 MB/s. Decoding and copying are the physical limit: one pass over the same bytes.")
    }

    @inline(never)
    private func scalars(_ text: String) -> Int {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(text.utf8.count / 2)
        for scalar in text.unicodeScalars { scalars.append(scalar.value) }
        return scalars.count
    }

    @inline(never)
    private func copy(_ bytes: [UInt8]) -> Int {
        let target = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
        defer { target.deallocate() }
        bytes.withUnsafeBytes { target.copyMemory(from: $0) }
        return Int(target[bytes.count / 2])
    }

    /// A document as a plan officer has it, in a process that is warm.
    private mutating func onePlan() throws {
        report.title("One plan, inside the process")
        let sample = [UInt8](try Data(contentsOf: URL(fileURLWithPath: options.sample)))
        var rows: [[String]] = []
        for (name, bytes) in [(inputs.plan.name, inputs.plan.bytes), ("the sample plan, .docx", sample)] {
            let document = try DocumentReader().read(bytes, name: name)
            let source = Source(document)
            let opening = try Timing(runs: 20) { keep(try DocumentReader().read(bytes, name: name).text.utf8.count) }
            let reading = Timing(runs: 20) { keep(PlanReader.read(source).size) }
            rows.append(
                [
                    name, "\(bytes.count / 1000)", "\(source.text.unicodeScalars.count)", milliseconds(opening.min), milliseconds(reading.min),
                    milliseconds(opening.min + reading.min), milliseconds(opening.median + reading.median),
                ])
        }
        report.table(["document", "kB", "characters", "Documents ms", "PlanReading ms", "both, min ms", "both, median ms"], rows)
        report.add("Goal: a 40-page plan in less than 15 ms.")
    }

    /// From the prompt to the next prompt.
    private mutating func command() {
        guard let shanhe = options.command else { return }
        report.title("The whole command")
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("shanhe-bench-plan.txt")
        defer { try? FileManager.default.removeItem(at: file) }
        guard (try? Data(inputs.plan.bytes).write(to: file)) != nil else { return }
        let commands: [(String, [String])] = [
            ("shanhe --version", ["--version"]), ("shanhe plan read PLAN.txt", ["plan", "read", file.path]),
            ("shanhe plan read --json PLAN.txt", ["plan", "read", "--json", file.path]), ("shanhe plan check PLAN.txt", ["plan", "check", file.path]),
            ("shanhe plan read SAMPLE.docx", ["plan", "read", options.sample]),
        ]
        let rows = commands.map { name, arguments -> [String] in
            let timing = Programs.time(shanhe, arguments, runs: options.isQuick ? 5 : 20)
            return [name, milliseconds(timing?.min ?? .nan), milliseconds(timing?.median ?? .nan)]
        }
        report.table(["command", "min ms", "median ms"], rows)
        report.add("Goal: less than 100 ms. PLAN.txt is \(inputs.plan.name).")
    }
}

// MARK: Memory

extension Bench {
    private mutating func memory() throws {
        report.title("Memory")
        guard let program = Bundle.main.executablePath else { return }
        let empty = Programs.output(program, ["--memory-of", "/dev/null"]).flatMap { Int($0.trimmed) } ?? 0
        var rows: [[String]] = []
        for megabytes in options.isQuick ? [1] : [1, 4, 16] {
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("shanhe-bench-\(megabytes).txt")
            defer { try? FileManager.default.removeItem(at: file) }
            let text = inputs.text(bytes: megabytes * 1_000_000)
            try text.write(to: file, atomically: true, encoding: .utf8)
            guard let peak = Programs.output(program, ["--memory-of", file.path]).flatMap({ Int($0.trimmed) }) else { continue }
            let size = Double(text.utf8.count)
            rows.append(["plans, \(megabytes) MB", number(Double(peak) / 1e6), number(Double(peak - empty) / size), number(Double(peak) / size)])
        }
        report.table(["input", "peak MB", "peak less the empty process, × input", "peak × input"], rows)
        report.add(
            "Goal: less than 20 × the input. Each in a process of its own, with the file, its text and the whole reading in memory; the empty process takes \(number(Double(empty) / 1e6)) MB."
        )
    }

    /// In a process of its own: the most memory that opening and reading a file takes.
    private static func measureMemory(of file: String) throws {
        if file != "/dev/null" {
            let document = try DocumentReader().read(contentsOf: file)
            let reading = PlanReader.read(Source(document))
            keep(reading.size + document.text.utf8.count)
        }
        print(peakMemory())
    }
}

// MARK: Peers and traps

extension Bench {
    private mutating func peers() {
        report.title("Other software on the same work")
        guard let python = options.python else { return report.add("Not run: Python is missing.") }
        let bytes = options.isQuick ? 500_000 : 4_000_000
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("shanhe-bench-peers.txt")
        defer { try? FileManager.default.removeItem(at: file) }
        let text = inputs.text(bytes: bytes)
        guard (try? text.write(to: file, atomically: true, encoding: .utf8)) != nil else { return }
        let source = Source(text: text)
        let reading = Timing(runs: 3) { keep(PlanReader.read(source).size) }
        var rows = [["Shanhe PlanReading", "everything", rate(text.utf8.count, reading.min), "1"]]
        for script in ["numbers_re.py", "numerals_cn2an.py", "words_jieba.py"] {
            guard let peer = Peer.run(options.peers + "/" + script, [file.path], python: python) else { continue }
            let ours = reading.min / Double(text.utf8.count)
            let theirs = peer.timing.min / Double(peer.bytes)
            rows.append([peer.name, peer.work, rate(peer.bytes, peer.timing.min), number(theirs / ours, 2)])
        }
        report.table(["text", "work", "MB/s", "time per byte, × Shanhe"], rows)

        let opening = Timing(runs: 20) { keep((try? DocumentReader().read(contentsOf: options.sample).text.utf8.count) ?? 0) }
        rows = [["Shanhe Documents", "text, tables, numbers, notes, text boxes", milliseconds(opening.min), "1"]]
        for script in ["word_python_docx.py", "word_mammoth.py", "word_docx2python.py"] {
            guard let peer = Peer.run(options.peers + "/" + script, [options.sample], python: python) else { continue }
            rows.append([peer.name, peer.work, milliseconds(peer.timing.min), number(peer.timing.min / opening.min)])
        }
        report.table(["the sample plan, .docx", "work", "min ms", "time, × Shanhe"], rows)
        report.add("Each in a warm process, without the start of Python; libraries that are not installed are left out.")
    }

    /// The time for a byte must not grow with the size.
    private mutating func traps() {
        report.title("Texts made to be slow")
        let full = options.isQuick ? 250_000 : 1_000_000
        var rows: [[String]] = []
        for trap in Trap.all(inputs) {
            let small = perByte(trap, full / 4)
            // What is quadratic would take minutes: sixteen times the quarter is the worst that is waited for.
            guard small.seconds * 16 < 120 else {
                rows.append([trap.name, number(small.nanoseconds), "not run", "–", "–"])
                continue
            }
            let large = perByte(trap, full)
            rows.append([
                trap.name, number(small.nanoseconds), number(large.nanoseconds), number(large.nanoseconds / small.nanoseconds, 2), milliseconds(large.seconds),
            ])
        }
        report.table(["\(number(Double(full) / 1e6, 2)) MB of", "ns/byte at a quarter", "ns/byte", "growth", "ms"], rows)
        if !options.isQuick {
            let table = "序号\t指标\t单位\t2020年\t2025年\n" + (1...100_000).map { "\($0)\t指标\($0)\t家\t\($0)\t\($0 + 5)\n" }.joined()
            let source = Source(text: table)
            let timing = Timing(runs: 1, budget: 0) { keep(PlanReader.read(source).size) }
            report.add(
                "A table of 100,000 rows (\(number(Double(table.utf8.count) / 1e6)) MB): \(milliseconds(timing.min)) ms, \(rate(table.utf8.count, timing.min)) MB/s."
            )
        }
        report.add("Linear work shows a growth near 1; quadratic work would show 4.")
    }

    private func perByte(_ trap: Trap, _ bytes: Int) -> (nanoseconds: Double, seconds: Double) {
        let source = trap.text(bytes)
        let timing = Timing(runs: 1, budget: options.isQuick ? 0 : 0.3) { keep(PlanReader.read(source).size) }
        return (timing.min * 1e9 / Double(source.text.utf8.count), timing.min)
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
