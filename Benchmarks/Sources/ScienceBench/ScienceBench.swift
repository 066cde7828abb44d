import Foundation

/// Measures the duplicate check, the assignment of reviewers and what firms are entitled to against their goals.
///
///     ScienceBench overlap [TEXTS]         100,000 texts unless told otherwise
///     ScienceBench assignment [PYTHON]     beside OR-Tools and SciPy, where this Python has them
///     ScienceBench entitlement [FIRMS]     100,000 firms unless told otherwise
@main
struct ScienceBench {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let (part, rest) = (arguments.first, arguments.dropFirst().first)
        if part ?? "overlap" == "overlap" { try Overlaps.measure(texts: rest.flatMap(Int.init) ?? 100_000) }
        if part ?? "assignment" == "assignment" { try Reviews.measure(python: rest ?? "python3") }
        if part ?? "entitlement" == "entitlement" { try Entitlements.measure(firms: rest.flatMap(Int.init) ?? 100_000) }
    }
}

/// Seconds of this process on the processor, system calls included.
func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func timed<Value>(_ work: () throws -> Value) rethrows -> (value: Value, seconds: Double) {
    let began = processorSeconds()
    let value = try work()
    return (value, processorSeconds() - began)
}

/// The largest memory of the process so far, in MB.
var peakMegabytes: Double {
    #if os(Linux)
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return Double(line?.split(separator: "\t").last?.split(separator: " ").first.flatMap { Int($0) } ?? 0) * 1024 / 1e6
    #else
    var usage = rusage()
    getrusage(RUSAGE_SELF, &usage)
    return Double(usage.ru_maxrss) / 1e6
    #endif
}

func shown(_ value: Double, _ digits: Int = 2) -> String { String(format: "%.\(digits)f", value) }
