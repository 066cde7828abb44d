/// Everything that can be set, from a file, the environment and the command line; the later one wins.
///
/// The file has lines `name = value` and comments after a `#` that begins a line or follows white space; the environment has `SHANHE_NAME`; the command line `--name value`.
public struct Configuration: Sendable, Hashable {
    /// `shanhe.db`, another path, or `postgres://user@host/name`.
    public var database = "shanhe.db"
    public var host = "127.0.0.1"
    public var port = 8080
    /// Where uploaded files lie: a folder, or `https://host/bucket` of an S3-compatible store.
    public var files = "shanhe-files"
    /// The folder for values of series; `database` where several programs share a database; `auto` for a folder beside the file of SQLite, and for the
    /// database where that is PostgreSQL.
    public var series = "auto"
    /// The file with access key and secret key of that store, and how it calls its region.
    public var s3Key = "shanhe-s3.key"
    public var s3Region = "us-east-1"
    /// The region that this county is, GB/T 2260.
    public var region = "500114"
    public var county = "山河示例区"
    /// The name of the log in checkpoints; unique in the world, like a host and a path without a scheme.
    public var origin = "shanhe.example/county"
    /// The file with the Ed25519 key that signs checkpoints; made at the first start, readable by the owner only.
    public var ledgerKey = "shanhe-ledger.key"
    /// Who cosigns checkpoints.
    public var witnesses: [Witness] = []
    /// Private networks to which alerts may be sent all the same (``Webhooks``).
    public var webhookNetworks: [NetworkAddress.Network] = []
    /// Reached through a reverse proxy with TLS: cookies are then secure only, and its X-Forwarded-For is believed.
    public var behindProxy = false
    public var logLevel = "info"
    public var sessionHours = 12
    public var uploadMegabytes = 50
    /// The names of the applications that are installed; empty for all that the program has.
    public var applications: [String] = []

    public init() {}

    /// Where values of series are; nil for the database.
    public var seriesFolder: String? {
        if series != "auto" { return series == "database" ? nil : series }
        return database.hasPrefix("postgres://") || database.hasPrefix("postgresql://") ? nil : database + ".series"
    }

    /// One thing that can be set.
    public struct Setting: Sendable {
        public let name: String
        public let help: String
        let read: @Sendable (String, inout Configuration) -> String?
        let write: @Sendable (Configuration) -> String
    }

    /// All settings, in the order of the manual.
    public static let settings: [Setting] = [
        text("database", "SQLite file, or postgres://user@host/name", \.database),
        text("host", "address to listen on", \.host),
        number("port", "port to listen on", 1...65535, \.port),
        text("files", "folder for uploaded files, or https://host/bucket of an S3-compatible store", \.files),
        text("series", "folder for values of series; database to keep them there; auto: beside a SQLite file, else in the database", \.series),
        text("s3-key", "file with access key and secret key of that store, on one line", \.s3Key),
        text("s3-region", "region of that store, as it calls it", \.s3Region),
        Setting(name: "region", help: "code of the county, or of the city or province with several counties (GB/T 2260)") { value, configuration in
            guard [2, 4, 6].contains(value.count), value.allSatisfy({ $0.isASCII && $0.isNumber }) else {
                return "must have two, four or six digits, such as 500114"
            }
            configuration.region = value
            return nil
        } write: {
            $0.region
        },
        text("county", "name of the county, as pages show it", \.county),
        text("origin", "name of the ledger in its checkpoints, unique in the world", \.origin),
        text("ledger-key", "file with the key that signs checkpoints", \.ledgerKey),
        Setting(name: "witnesses", help: "who cosigns the ledger: KEY ADDRESS, with commas between several; none for nobody") { value, configuration in
            let parts = value == "none" ? [] : value.split(separator: ",").map { trimmed($0) }
            let witnesses = parts.compactMap { Witness($0) }
            if witnesses.count != parts.count { return "must be none, or name+keyID+base64 and an address of http or https for each witness" }
            configuration.witnesses = witnesses
            return nil
        } write: {
            $0.witnesses.isEmpty ? "none" : $0.witnesses.map(\.description).joined(separator: ", ")
        },
        Setting(
            name: "webhook-networks", help: "private networks that alerts may be sent to: 10.1.0.0/16, with commas between several; none for no such network"
        ) {
            value, configuration in
            let parts = value == "none" ? [] : value.split(separator: ",").map { trimmed($0) }
            let networks = parts.compactMap { NetworkAddress.Network($0) }
            if networks.count != parts.count { return "must be none, or networks such as 10.1.0.0/16 or fd00::/8" }
            configuration.webhookNetworks = networks
            return nil
        } write: {
            $0.webhookNetworks.isEmpty ? "none" : $0.webhookNetworks.map(\.description).joined(separator: ", ")
        },
        flag("behind-proxy", "yes when a reverse proxy with TLS stands in front", \.behindProxy),
        Setting(name: "log-level", help: "debug, info, notice, warning or error") { value, configuration in
            guard ["debug", "info", "notice", "warning", "error"].contains(value) else { return "must be debug, info, notice, warning or error" }
            configuration.logLevel = value
            return nil
        } write: {
            $0.logLevel
        },
        number("session-hours", "hours without a click until someone is signed out", 1...168, \.sessionHours),
        number("upload-megabytes", "largest file that can be uploaded", 1...2000, \.uploadMegabytes),
        Setting(name: "applications", help: "applications that are installed, by name with commas; all: every one that the program has") {
            value, configuration in
            let names = value.split(separator: ",", omittingEmptySubsequences: false).map { trimmed($0) }
            if names.contains(where: { $0.isEmpty || !$0.allSatisfy { $0.isLetter || $0.isNumber } }) {
                return "must be all, or names with commas between them"
            }
            configuration.applications = value == "all" ? [] : names
            return nil
        } write: {
            $0.applications.isEmpty ? "all" : $0.applications.joined(separator: ",")
        },
    ]

    /// What is wrong with a setting, and where it stands.
    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        public let place: String
        public let reason: String
        public var description: String { "\(place): \(reason)" }

        public init(place: String, reason: String) {
            self.place = place
            self.reason = reason
        }
    }

    /// Takes in the lines of a file.
    public mutating func take(file text: String, named name: String) -> [Fault] {
        var faults: [Fault] = []
        let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let content = Configuration.withoutComment(line)
            if content.allSatisfy(\.isWhitespace) { continue }
            let parts = content.split(separator: "=", maxSplits: 1)
            let place = "\(name), line \(number + 1)"
            guard parts.count == 2 else {
                faults.append(Fault(place: place, reason: "should read: name = value"))
                continue
            }
            faults += set(Configuration.trimmed(parts[0]), Configuration.trimmed(parts[1]), at: place)
        }
        return faults
    }

    /// Takes in the variables `SHANHE_…`.
    public mutating func take(environment: [String: String]) -> [Fault] {
        var faults: [Fault] = []
        for setting in Configuration.settings {
            let variable = "SHANHE_" + setting.name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
            if let value = environment[variable] { faults += set(setting.name, value, at: "environment, \(variable)") }
        }
        return faults
    }

    public mutating func set(_ name: String, _ value: String, at place: String) -> [Fault] {
        guard let setting = Configuration.settings.first(where: { $0.name == name }) else {
            let names = Configuration.settings.map(\.name).joined(separator: ", ")
            return [Fault(place: place, reason: "there is no setting “\(name)”; there are: \(names)")]
        }
        guard let reason = setting.read(value, &self) else { return [] }
        return [Fault(place: place, reason: "\(name) \(reason), not “\(value)”")]
    }

    /// As a file that ``take(file:named:)`` reads.
    public var text: String {
        Configuration.settings.map { "# \($0.help)\n\($0.name) = \($0.write(self))\n" }.joined(separator: "\n")
    }

    private static func text(_ name: String, _ help: String, _ path: any WritableKeyPath<Configuration, String> & Sendable) -> Setting {
        Setting(name: name, help: help) { value, configuration in
            if value.isEmpty { return "must not be empty" }
            if value.contains(where: \.isNewline) || Configuration.trimmed(value[...]) != value || Configuration.withoutComment(value[...]) != value {
                return "must be one line, without white space at its ends and without a # that begins a comment"
            }
            configuration[keyPath: path] = value
            return nil
        } write: {
            $0[keyPath: path]
        }
    }

    private static func number(_ name: String, _ help: String, _ range: ClosedRange<Int>, _ path: any WritableKeyPath<Configuration, Int> & Sendable) -> Setting
    {
        Setting(name: name, help: help) { value, configuration in
            guard let number = Int(value), range.contains(number) else { return "must be a whole number from \(range.lowerBound) to \(range.upperBound)" }
            configuration[keyPath: path] = number
            return nil
        } write: {
            String($0[keyPath: path])
        }
    }

    private static func flag(_ name: String, _ help: String, _ path: any WritableKeyPath<Configuration, Bool> & Sendable) -> Setting {
        Setting(name: name, help: help) { value, configuration in
            guard ["yes", "no", "true", "false"].contains(value) else { return "must be yes or no" }
            configuration[keyPath: path] = value == "yes" || value == "true"
            return nil
        } write: {
            $0[keyPath: path] ? "yes" : "no"
        }
    }

    /// A `#` inside a word, as in an address, is part of it.
    private static func withoutComment(_ line: Substring) -> Substring {
        var before: Character = " "
        for place in line.indices {
            if line[place] == "#", before.isWhitespace { return line[..<place] }
            before = line[place]
        }
        return line
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
