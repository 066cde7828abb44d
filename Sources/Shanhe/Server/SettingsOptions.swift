import ArgumentParser
import Foundation
import Operations

/// The settings as options of a command: `--database …`. What is not given comes from the environment, then from the file.
struct SettingsOptions: ParsableArguments {
    @Option(help: ArgumentHelp("File with settings; see `shanhe config show`.", valueName: "file"), completion: .file())
    var config: String?
    @Option(help: "SQLite file, or postgres://user@host/name.") var database: String?
    @Option(help: "Address to listen on.") var host: String?
    @Option(help: "Port to listen on.") var port: String?
    @Option(help: "Folder for uploaded files, or https://host/bucket of an S3-compatible store.") var files: String?
    @Option(help: "File with access key and secret key of that store.") var s3Key: String?
    @Option(help: "Region of that store.") var s3Region: String?
    @Option(help: "Folder for values of series; database to keep them there.") var series: String?
    @Option(help: "Code of the county (GB/T 2260).") var region: String?
    @Option(help: "Name of the county.") var county: String?
    @Option(help: "Name of the ledger in its checkpoints.") var origin: String?
    @Option(help: "File with the key that signs checkpoints.") var ledgerKey: String?
    @Option(help: "Who cosigns the ledger: KEY ADDRESS, with commas between several.") var witnesses: String?
    @Option(help: "yes when a reverse proxy with TLS stands in front.") var behindProxy: String?
    @Option(help: "debug, info, notice, warning or error.") var logLevel: String?
    @Option(help: "Hours without a click until someone is signed out.") var sessionHours: String?
    @Option(help: "Largest file that can be uploaded, in MB.") var uploadMegabytes: String?
    @Option(help: "Broker of MQTT messages: mqtt://host:1883, mqtts://host:8883, none.") var mqtt: String?
    @Option(help: "Topics to take, each with its quality of service 0 or 1: rain/#:1, site/+/level:0.") var mqttTopics: String?
    @Option(help: "Client id at the broker.") var mqttClient: String?
    @Option(help: "Version of MQTT: 5 or 3.1.1.") var mqttVersion: String?
    @Option(help: "User at the broker.") var mqttUser: String?
    @Option(help: "File with the password at the broker.") var mqttPassword: String?
    @Option(help: "File with certificates to believe over TLS.") var mqttAuthorities: String?
    @Option(help: "File with our certificate for the broker.") var mqttCertificate: String?
    @Option(help: "File with the key of that certificate.") var mqttKey: String?
    @Option(help: "Applications that are installed, with commas; all by default.") var applications: String?

    /// The configuration, and everything that is wrong with it.
    func read() -> (configuration: Configuration, faults: [Configuration.Fault]) {
        var configuration = Configuration()
        var faults: [Configuration.Fault] = []
        if let config {
            if let text = try? String(contentsOfFile: config, encoding: .utf8) {
                faults += configuration.take(file: text, named: config)
            } else {
                faults.append(Configuration.Fault(place: config, reason: "cannot be read"))
            }
        }
        faults += configuration.take(environment: ProcessInfo.processInfo.environment)
        let given = [
            ("database", database), ("host", host), ("port", port), ("files", files), ("series", series), ("s3-key", s3Key), ("s3-region", s3Region),
            ("region", region),
            ("county", county), ("origin", origin),
            ("ledger-key", ledgerKey), ("witnesses", witnesses), ("behind-proxy", behindProxy), ("log-level", logLevel), ("session-hours", sessionHours),
            ("upload-megabytes", uploadMegabytes), ("applications", applications),
            ("mqtt", mqtt), ("mqtt-topics", mqttTopics), ("mqtt-client", mqttClient), ("mqtt-version", mqttVersion), ("mqtt-user", mqttUser),
            ("mqtt-password", mqttPassword), ("mqtt-authorities", mqttAuthorities), ("mqtt-certificate", mqttCertificate), ("mqtt-key", mqttKey),
        ]
        for case (let name, let value?) in given { faults += configuration.set(name, value, at: "command line, --\(name)") }
        return (configuration, faults)
    }

    /// The configuration; a command with a wrong one says all that is wrong and ends.
    func configuration() throws -> Configuration {
        let (configuration, faults) = read()
        if faults.isEmpty { return configuration }
        for fault in faults { Output.complain("\(fault)") }
        throw ExitCode(64)
    }
}
