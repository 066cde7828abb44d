public import Kernel

/// 一张图: every kind with a place that the reader may see, as layers; search, click to the record, measure.
///
/// GET ``Address/map(kind:_:)``. The script asks for ``Address/mapLayers(kinds:_:)``, ``Address/mapSearch`` and ``Address/mapMeasure``.
public struct MapView: View {
    /// The layers that are shown at first; all where none is named.
    public let shown: [String]
    public let focus: RecordID?
    public let layers: [(kind: String, label: Label)]

    public init(shown: [String], focus: RecordID?, layers: [(kind: String, label: Label)]) {
        self.shown = shown
        self.focus = focus
        self.layers = layers
    }

    public func title(_ visit: Visit) -> String { visit.words.oneMap }

    public func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("div", class: "map-page") { html in
            MapPanel(kinds: [], focus: focus.flatMap { id in shown.first.map { ($0, id) } }).write(to: &html, visit, isWhole: true)
            html.element("aside", .class("map-tools"), .aria("label", words.layers)) { html in
                html.element("h1", text: words.oneMap)
                html.element("form", .class("map-search"), .role("search"), .data("map-search", Address.mapSearch.text)) { html in
                    html.void(
                        "input", .type("search"), .name("q"), .named("placeholder", words.mapSearchHint), .aria("label", words.search),
                        .named("autocomplete", "off"))
                    html.element("ol", .class("found"), .aria("live", "polite"), text: "")
                }
                html.element("details", .class("layers"), .flag("open")) { html in
                    html.element("summary", text: words.layers)
                    if layers.isEmpty { html.element("p", class: "hint", text: words.noLayers) }
                    html.element("ul") { html in
                        for layer in layers {
                            html.element("li") { html in
                                html.element("label") { html in
                                    html.void(
                                        "input", .type("checkbox"), .data("map-layer", layer.kind),
                                        .flag("checked", shown.isEmpty || shown.contains(layer.kind)))
                                    html.element("i", .class("swatch"), .data("swatch", layer.kind), .aria("hidden", "true"), text: "")
                                    html.text(visit.say(layer.label.plural))
                                }
                                html.element("a", .href(.list(kind: layer.kind)), text: words.list)
                            }
                        }
                    }
                }
                html.element("p", class: "hint", text: words.mapSimulated)
                html.element("div", .class("measure"), .data("map-measure", Address.mapMeasure.text)) { html in
                    html.element("button", .type("button"), .class("button"), .aria("pressed", "false"), text: words.measure)
                    html.element("output", .aria("live", "polite"), text: "")
                }
            }
        }
    }
}

/// A map inside a page: some kinds, and where to look.
struct MapPanel {
    /// All where none is named.
    let kinds: [String]
    let focus: (kind: String, id: RecordID)?

    func write(to html: inout HTML, _ visit: Visit, isWhole: Bool = false) {
        let words = visit.words
        let said = JSON.object(
            ("open", .string(words.openRecord)), ("measureHint", .string(words.measureHint)), ("length", .string(words.length)),
            ("area", .string(words.mapArea)),
            ("simulated", .string(words.simulated)), ("nothing", .string(words.mapNothing)), ("failed", .string(words.mapFailed)),
            ("more", .string(words.mapMore)))
        html.element(
            "div", .classes("map-box", isWhole ? "whole" : nil), .data("map", Address.mapLayers(kinds: kinds, focus?.id, of: focus?.kind).text),
            .data("library", visit.asset("vendor/maplibre-gl.js").text), .data("look", visit.asset("vendor/maplibre-gl.css").text), .data("words", json: said),
            .role("application"), .aria("label", words.oneMap), text: "")
    }
}
