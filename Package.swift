// swift-tools-version: 6.2
import PackageDescription

/// Upcoming language rules, on from the first day: existentials are spelled out, and imports are private unless said otherwise.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library of the system, described to the compiler in Sources/Libraries/NAME.
func library(_ name: String, pkgConfig: String, debian: String, homebrew: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/Libraries/\(name)", pkgConfig: pkgConfig, providers: [.apt([debian]), .brew([homebrew])])
}

/// A module of ours in Sources/NAME, or in the folder `path`.
func module(_ name: String, _ dependencies: Target.Dependency..., path: String? = nil) -> Target {
    .target(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

/// An application: one folder in Sources/Applications, on the kernel.
func application(_ name: String, _ dependencies: Target.Dependency..., path: String? = nil) -> Target {
    .target(name: name, dependencies: ["Kernel"] + dependencies, path: path ?? "Sources/Applications/\(name)", swiftSettings: strict)
}

/// The tests of a module, in Tests/NAMETests.
func tests(_ name: String, _ dependencies: Target.Dependency..., exclude: [String] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "Shanhe",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "shanhe", targets: ["Shanhe"]),
        .library(name: "PlanReading", targets: ["PlanReading"]),
        .library(name: "TextOverlap", targets: ["TextOverlap"]),
        .library(name: "Assignment", targets: ["Assignment"]),
        .library(name: "Documents", targets: ["Documents"]),
        .library(name: "Ledger", targets: ["Ledger"]),
        .library(name: "Cryptography", targets: ["Cryptography"]),
        .library(name: "Kernel", targets: ["Kernel"]),
        .library(name: "Atlas", targets: ["Atlas"]),
        .library(name: "Store", targets: ["Store"]),
        .library(name: "Sensing", targets: ["Sensing"]),
        .library(name: "Operations", targets: ["Operations"]),
        .library(name: "Exchange", targets: ["Exchange"]),
        .library(name: "InstrumentSharing", targets: ["InstrumentSharing"]),
        .library(name: "PlanBoard", targets: ["PlanBoard"]),
        .library(name: "Eligibility", targets: ["Eligibility"]),
        .library(name: "Policies", targets: ["Policies"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        // What Hummingbird's own interface is made of; it brings them along.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.5.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.90.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.30.0"),
    ],
    targets: [
        library("CArchive", pkgConfig: "libarchive", debian: "libarchive-dev", homebrew: "libarchive"),
        library("CCrypto", pkgConfig: "libcrypto", debian: "libssl-dev", homebrew: "openssl@3"),
        library("CMosquitto", pkgConfig: "libmosquitto", debian: "libmosquitto-dev", homebrew: "mosquitto"),
        library("CPQ", pkgConfig: "libpq", debian: "libpq-dev", homebrew: "libpq"),
        library("CXML", pkgConfig: "libxml-2.0", debian: "libxml2-dev", homebrew: "libxml2"),
        library("CXlsx", pkgConfig: "xlsxwriter", debian: "libxlsxwriter-dev", homebrew: "libxlsxwriter"),

        module("Kernel"),
        module("PlanReading", path: "Sources/Science/PlanReading"),
        module("PlanMonitoring", path: "Sources/Science/PlanMonitoring"),
        module("QRCode", path: "Sources/Science/QRCode"),
        module("Eligibility", path: "Sources/Science/Eligibility"),
        module("Policies", path: "Sources/Science/Policies"),
        module("Geohazards", path: "Sources/Science/Geohazards"),
        module("CommonAlerting", path: "Sources/Science/CommonAlerting"),
        module("Terrain", path: "Sources/Science/Terrain"),
        module("Atlas"),
        module("TextOverlap", path: "Sources/Science/TextOverlap"),
        module("Assignment", path: "Sources/Science/Assignment"),
        module("Bookkeeping", path: "Sources/Science/Bookkeeping"),
        module("CreditRating", path: "Sources/Science/CreditRating"),
        module("Matching", path: "Sources/Science/Matching"),
        module("TechnologyTransfer", path: "Sources/Science/TechnologyTransfer"),
        module("Sensing"),
        module("Messaging", "CMosquitto"),
        module("Cryptography", "CCrypto"),
        module("Ledger", "Cryptography"),
        module("Documents", "CArchive", "CXML", "CXlsx"),
        module("Operations", "Kernel", "Sensing", "Ledger", "Cryptography", "CommonAlerting"),
        module("Exchange", "Kernel", "Atlas", "Documents", "Operations"),
        module("Store", "Kernel", "Ledger", "Cryptography", "CPQ", .product(name: "GRDB", package: "GRDB.swift")),
        module(
            "Web", "Kernel", "Atlas", "Operations", "Ledger", "Cryptography", "QRCode", "CommonAlerting", .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Logging", package: "swift-log"),
            .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOHTTPTypes", package: "swift-nio-extras")),

        module("Registers", "Kernel"),
        module("PlanDesk", "PlanReading", "Documents"),
        application("PlanBoard", "PlanDesk", "PlanReading", "PlanMonitoring"),
        application("Enterprises", "Registers", "Eligibility"),
        application("HazardDesk", "Geohazards", "Terrain"),
        application("Projects", "Registers", "TextOverlap", "Assignment", "Bookkeeping"),
        application("Funds", "Registers", "Policies", "Bookkeeping"),
        application("Finance", "Registers", "CreditRating", "Bookkeeping", "Matching"),
        application("Transfer", "Registers", "Matching", "TechnologyTransfer"),
        application("Telemetry"),
        application("InstrumentSharing", path: "Examples/InstrumentSharing"),

        .executableTarget(
            name: "Shanhe",
            dependencies: [
                "PlanDesk", "PlanBoard", "Registers", "Enterprises", "Projects", "Funds", "Finance", "Transfer", "HazardDesk", "Telemetry", "InstrumentSharing",
                "Cryptography", "Documents", "Exchange", "Ledger", "Messaging", "Operations",
                "Sensing", "Store", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        tests("Kernel", "Kernel"),
        tests("PlanReading", "PlanReading", exclude: ["Fixtures"]),
        tests("PlanMonitoring", "PlanMonitoring", exclude: ["Fixtures"]),
        tests("QRCode", "QRCode"),
        tests("Eligibility", "Eligibility"),
        tests("Policies", "Policies"),
        tests("Geohazards", "Geohazards"),
        tests("CommonAlerting", "CommonAlerting"),
        tests("Terrain", "Terrain"),
        tests("Atlas", "Atlas"),
        tests("TextOverlap", "TextOverlap"),
        tests("Assignment", "Assignment"),
        tests("Bookkeeping", "Bookkeeping"),
        tests("CreditRating", "CreditRating"),
        tests("Matching", "Matching"),
        tests("TechnologyTransfer", "TechnologyTransfer"),
        tests("Cryptography", "Cryptography"),
        tests("Ledger", "Ledger", "Cryptography", exclude: ["Go"]),
        tests("Documents", "Documents", "CArchive"),
        // Killed again and again by the tests of the store.
        .executableTarget(name: "StoreCrashTester", dependencies: ["Store", "Kernel"], path: "Tests/StoreCrashTester", swiftSettings: strict),
        tests("Store", "StoreCrashTester", "Store", "Kernel", "Ledger", "Cryptography", "CPQ"),
        // Killed again and again by the tests of the archive of observations.
        .executableTarget(name: "SensingCrashTester", dependencies: ["Sensing"], path: "Tests/SensingCrashTester", swiftSettings: strict),
        tests("Sensing", "SensingCrashTester", "Sensing"),
        tests("Web", "Web", "Kernel", "Atlas", "Operations", "Store", "Cryptography"),
        tests("PlanBoard", "PlanBoard", "PlanMonitoring", "Kernel", "Operations", "Store"),
        tests("Enterprises", "Enterprises", "Registers", "Eligibility", "PlanBoard", "Kernel", "Operations", "Store"),
        tests("HazardDesk", "HazardDesk", "Geohazards", "Terrain", "CommonAlerting", "Kernel", "Operations", "Store"),
        tests("Projects", "Projects", "Registers", "TextOverlap", "Assignment", "Kernel", "Operations", "Store"),
        tests("Funds", "Funds", "Registers", "Policies", "Bookkeeping", "Kernel", "Operations", "Store"),
        tests("Finance", "Finance", "Registers", "CreditRating", "Bookkeeping", "PlanBoard", "Kernel", "Operations", "Store"),
        tests("Transfer", "Transfer", "Registers", "Enterprises", "PlanBoard", "Kernel", "Operations", "Store"),
        // Killed again and again by the tests of the intake of messages.
        .executableTarget(
            name: "TelemetryCrashTester", dependencies: ["Telemetry", "Messaging", "Kernel", "Operations", "Sensing", "Store"],
            path: "Tests/TelemetryCrashTester", swiftSettings: strict),
        tests("Telemetry", "TelemetryCrashTester", "Telemetry", "Messaging", "Kernel", "Operations", "Sensing", "Store"),
        tests("Exchange", "Exchange", "Kernel", "Documents"),
        tests("PlanDesk", "PlanDesk", "PlanReading", "Documents"),
        tests("Surface", "InstrumentSharing", "Atlas", "Kernel", "Sensing", "Store", "Ledger", "Cryptography", "Exchange", "Operations", "Documents"),
    ],
    swiftLanguageModes: [.v6]
)
