// swift-tools-version: 6.2
import PackageDescription

// Measures the reader, the ledger, the store and the engine against the physical limit and other software. Its own package, so that nobody who only wants Shanhe builds it.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Shanhe", path: "..")],
    targets: [
        .executableTarget(
            name: "Bench",
            dependencies: [.product(name: "PlanReading", package: "Shanhe"), .product(name: "Documents", package: "Shanhe")]),
        .executableTarget(
            name: "ScienceBench",
            dependencies: ["TextOverlap", "Assignment", "Policies", "Eligibility"].map { .product(name: $0, package: "Shanhe") }),
        .executableTarget(
            name: "LedgerBench",
            dependencies: [.product(name: "Ledger", package: "Shanhe"), .product(name: "Cryptography", package: "Shanhe")]),
        .executableTarget(name: "AtlasBench", dependencies: [.product(name: "Atlas", package: "Shanhe")]),
        .executableTarget(
            name: "StoreBench", dependencies: [.product(name: "Kernel", package: "Shanhe"), .product(name: "Store", package: "Shanhe")]),
        .executableTarget(name: "SensingBench", dependencies: [.product(name: "Sensing", package: "Shanhe")]),
        .executableTarget(
            name: "EngineBench",
            dependencies: ["Kernel", "Store", "Exchange", "Documents", "Operations", "InstrumentSharing", "PlanBoard"].map {
                .product(name: $0, package: "Shanhe")
            }),
    ],
    swiftLanguageModes: [.v6]
)
