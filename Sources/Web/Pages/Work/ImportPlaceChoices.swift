import Atlas
import Kernel

/// What an import asks beside a file of places: needed only where the file does not say it.
struct ImportPlaceChoices {
    let said: [String: String]

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("details", .class("place-choices"), .flag("open", !said.isEmpty)) { html in
            html.element("summary", text: words.placeFiles)
            html.element("p", class: "hint", text: words.placeFilesHint)
            html.element("label") { html in
                html.text(words.importLayer)
                html.void("input", .type("text"), .name("layer"), .named("maxlength", "200"), .value(said["layer"] ?? ""))
            }
            html.element("label") { html in
                html.text(words.importCoordinates)
                html.element("select", .name("coordinates")) { html in
                    html.element("option", .value(""), text: words.coordinatesByThemselves)
                    for system in CoordinateSystem.choices {
                        let code = String(system.code)
                        let name = words.language == .english ? system.name.english : system.name.chinese
                        html.element("option", .value(code), .flag("selected", said["coordinates"] == code), text: name)
                    }
                }
            }
            html.element("label", class: "check") { html in
                html.void("input", .type("checkbox"), .name("split"), .value("1"), .flag("checked", said["split"] == "1"))
                html.text(words.importSplit)
            }
        }
    }
}
