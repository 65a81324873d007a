// swift-tools-version: 6.0
import Foundation
import PackageDescription

// `cargo xtask bindings swift` writes `Generated`, `xcframework.sh` the framework for Apple's
// systems. Neither is committed.
let framework = "dodamFFI.xcframework"
let hasFramework = FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\(framework)")

let library: Target =
    hasFramework
    ? .binaryTarget(name: "dodamFFI", path: framework)
    : .systemLibrary(name: "dodamFFI", path: "Generated/dodamFFI")

let package = Package(
    name: "Dodam",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [
        .library(name: "Dodam", targets: ["Dodam"])
    ],
    targets: [
        library,
        // What uniffi writes keeps to the rules of Swift 5.
        .target(
            name: "DodamCore",
            dependencies: ["dodamFFI"],
            path: "Generated/DodamCore",
            swiftSettings: [.swiftLanguageMode(.v5)],
            linkerSettings: hasFramework
                ? [.linkedFramework("Security"), .linkedFramework("CoreFoundation")]
                : [.linkedLibrary("dodam_ffi")]
        ),
        .target(name: "Dodam", dependencies: ["DodamCore"]),
        .testTarget(name: "DodamTests", dependencies: ["Dodam"]),
        .executableTarget(name: "Sample", dependencies: ["Dodam"]),
        // The cases of `bindings/contract`: what is written by hand, and what for each export.
        .target(name: "Contract"),
        .target(
            name: "DodamDispatch",
            dependencies: ["Contract", "DodamCore"],
            path: "Generated/DodamDispatch",
            swiftSettings: [.swiftLanguageMode(.v5)]
        ),
        .testTarget(name: "ContractTests", dependencies: ["Contract", "DodamDispatch"]),
    ],
    swiftLanguageModes: [.v6]
)
