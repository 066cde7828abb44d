// swift-tools-version: 6.2
import PackageDescription

/// A library of the system, described to the compiler in Sources/Libraries/NAME.
func library(_ name: String, pkgConfig: String, debian: String, homebrew: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/Libraries/\(name)", pkgConfig: pkgConfig,
        providers: [.apt([debian]), .brew([homebrew])])
}

/// Upcoming language rules, on from the first day: existentials are spelled out, and imports are private unless said otherwise.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "Shanhe",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "shanhe", targets: ["Shanhe"]),
        .library(name: "PlanReading", targets: ["PlanReading"]),
        .library(name: "Documents", targets: ["Documents"]),
        .library(name: "Ledger", targets: ["Ledger"]),
        .library(name: "Cryptography", targets: ["Cryptography"]),
        .library(name: "Kernel", targets: ["Kernel"]),
        .library(name: "Store", targets: ["Store"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        // What Hummingbird's own interface is made of; it brings them along.
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.5.1"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.13.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.90.0"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        library("CArchive", pkgConfig: "libarchive", debian: "libarchive-dev", homebrew: "libarchive"),
        library("CCrypto", pkgConfig: "libcrypto", debian: "libssl-dev", homebrew: "openssl@3"),
        library("CPQ", pkgConfig: "libpq", debian: "libpq-dev", homebrew: "libpq"),
        library("CXML", pkgConfig: "libxml-2.0", debian: "libxml2-dev", homebrew: "libxml2"),
        library("CXlsx", pkgConfig: "xlsxwriter", debian: "libxlsxwriter-dev", homebrew: "libxlsxwriter"),

        .target(name: "Kernel", swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Kernel", "Cryptography", .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
            ], swiftSettings: strict),
        .target(name: "PlanReading", path: "Sources/Science/PlanReading", swiftSettings: strict),
        .target(name: "Documents", dependencies: ["CArchive", "CXML", "CXlsx"], swiftSettings: strict),
        .target(name: "Cryptography", dependencies: ["CCrypto"], swiftSettings: strict),
        .target(name: "Ledger", dependencies: ["Cryptography"], swiftSettings: strict),
        .target(
            name: "Store", dependencies: ["Kernel", "Ledger", "Cryptography", "CPQ", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .target(name: "PlanDesk", dependencies: ["PlanReading", "Documents"], path: "Sources/Applications/PlanDesk", swiftSettings: strict),
        .executableTarget(
            name: "Shanhe",
            dependencies: ["PlanDesk", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict),

        .testTarget(name: "WebTests", dependencies: ["Web", "Kernel", "Store", "Cryptography"], swiftSettings: strict),
        .testTarget(name: "PlanReadingTests", dependencies: ["PlanReading"], exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents", "CArchive"], swiftSettings: strict),
        .testTarget(name: "CryptographyTests", dependencies: ["Cryptography"], swiftSettings: strict),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger", "Cryptography"], exclude: ["Go"], swiftSettings: strict),
        .testTarget(
            name: "StoreTests", dependencies: ["Store", "StoreCrashTester", "Kernel", "Ledger", "Cryptography"], swiftSettings: strict),
        .executableTarget(name: "StoreCrashTester", dependencies: ["Store", "Kernel"], path: "Tests/StoreCrashTester", swiftSettings: strict),
        .testTarget(name: "PlanDeskTests", dependencies: ["PlanDesk", "PlanReading", "Documents"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
