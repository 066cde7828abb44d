import Kernel

/// Where a day, or a day with a time, is typed: 2025-03-31, the same in every language and browser, unlike the browsers' own fields for dates. The
/// script puts the dashes in, so that eight digits are enough on a phone, reads 2025/3/31 and 2025年3月31日, and goes a day on or back by the arrow keys.
struct DayInput {
    let name: String
    let value: String
    var id: String?
    /// Said where there is no label beside it.
    var label: String?
    var hasTime = false
    var isRequired = false
    var isWrong = false
    var describedBy: String?
    /// Shown while it is empty; the form of a day unless said otherwise.
    var placeholder: String?

    func write(to html: inout HTML, _ visit: Visit) {
        let form = hasTime ? visit.words.momentForm : visit.words.dayForm
        html.void(
            "input", .type("text"), id.map { .id($0) }, .name(name), .value(value), .class(hasTime ? "moment" : "day"), .data("day", hasTime ? "time" : ""),
            .named("inputmode", "numeric"), .named("autocomplete", "off"), .named("placeholder", placeholder ?? form),
            .named("pattern", hasTime ? "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}" : "[0-9]{4}-[0-9]{2}-[0-9]{2}"), .title(form),
            label.map { .aria("label", $0) }, .flag("required", isRequired), isWrong ? .aria("invalid", "true") : nil,
            describedBy.map { .aria("describedby", $0) })
    }
}
