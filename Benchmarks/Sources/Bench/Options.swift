import Foundation

/// What `scripts/bench` found on this machine.
struct Options {
    var isQuick = false
    /// Folder with the founding plans.
    var plans: String?
    var sample = ""
    /// The release build of the command.
    var command: String?
    var python: String?
    var peers = ""
    /// File for the results.
    var output: String?
    /// Only measures the memory that reading this file takes.
    var memoryOf: String?

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            if name == "--quick" {
                isQuick = true
                continue
            }
            guard let value = rest.popFirst() else { throw Failure(description: "\(name) lacks its value") }
            switch name {
            case "--plans": plans = value
            case "--sample": sample = value
            case "--command": command = value
            case "--python": python = value
            case "--peers": peers = value
            case "--output": output = value
            case "--memory-of": memoryOf = value
            default: throw Failure(description: "\(name)? --quick --plans --sample --command --python --peers --output")
            }
        }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}

/// Where and when the numbers were measured.
enum Machine {
    static func description(_ options: Options) -> String {
        let date = ISO8601DateFormatter().string(from: Date()).prefix(10)
        let model = line(of: "/proc/cpuinfo", "model name") ?? Programs.output("/usr/sbin/sysctl", ["-n", "machdep.cpu.brand_string"])
        let system = line(of: "/etc/os-release", "PRETTY_NAME") ?? ProcessInfo.processInfo.operatingSystemVersionString
        let memory = Double(ProcessInfo.processInfo.physicalMemory) / 1_073_741_824
        let swift = Programs.output("/usr/bin/env", ["swift", "--version"]).flatMap { $0.split(separator: "\n").first }.map(String.init)
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first.map { "; load \($0) at the start" } ?? ""
        let parts = [
            "\(date)", (model ?? "CPU unknown").trimmingCharacters(in: .whitespacesAndNewlines), "\(ProcessInfo.processInfo.activeProcessorCount) cores",
            "\(number(memory, 0)) GiB", system, swift ?? "Swift unknown",
        ]
        return parts.joined(separator: " · ") + load + "."
    }

    private static func line(of file: String, _ key: String) -> String? {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix(key) }
        return line?.drop { $0 != ":" && $0 != "=" }.dropFirst().trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
    }
}
