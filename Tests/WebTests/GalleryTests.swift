import Foundation
import Kernel
import Testing
import Web

/// Where the gallery is written to; nothing is written without it.
private let folder = ProcessInfo.processInfo.environment["SHANHE_GALLERY"]

@Suite struct GalleryTests {
    @Test("The gallery is written", .enabled(if: folder != nil, "only for the tests in a browser: SHANHE_GALLERY names a folder"))
    func write() throws {
        let root = URL(fileURLWithPath: try #require(folder))
        for language in Language.allCases {
            for theme in [Visit.Theme.light, .dark] {
                let place = root.appendingPathComponent("\(language.rawValue)-\(theme.rawValue)")
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
                for page in Gallery.pages(language, theme) { try Data(page.bytes).write(to: place.appendingPathComponent(page.name + ".html")) }
            }
        }
    }
}
