/// Regions as titles name them. Codes: GB/T 2260; provinces, and the districts and counties of Chongqing (with those abolished in 2025).
enum Regions {
    struct Found {
        var name: String
        var level: DocumentFacts.Level?
        var code: String?
        /// The names of the regions that it lies in, and its own.
        var path: [String] = []
    }

    /// The region that a title or the name of an office begins with: 湖南省长沙市岳麓区科技…… → 岳麓区.
    static func read(_ words: [Character16]) -> Found? {
        if nation.match(words, at: 0, limit: words.count) != nil { return Found(name: "全国", level: .nation, code: nil) }
        var chain: [Range<Int>] = []
        var position = party.match(words, at: 0, limit: words.count)?.length ?? 0
        while let end = regionEnd(words, from: position) {
            chain.append(position..<end)
            position = end
        }
        guard let last = chain.last else { return nil }
        let name = string(words[last])
        return Found(name: name, level: level(name, suffix: words[last.upperBound - 1]), code: codes[name], path: chain.map { string(words[$0]) })
    }

    private static let party = Phrases<Bool>("中共 中国共产党", true)
    private static let nation = Phrases<Bool>("国家 全国 中华人民共和国 国务院", true)

    private static func regionEnd(_ words: [Character16], from start: Int) -> Int? {
        if start < words.count, let long = longNames.match(words, at: start, limit: words.count) { return start + long.length }
        guard start < words.count, words[start].isHan, !noStarts.contains(words[start]) else { return nil }
        for end in start + 2..<max(start + 2, min(words.count, start + 9)) {
            guard words[end - 1].isHan else { return nil }
            guard end < words.count || true, suffixes.contains(words[end]) else { continue }
            let name = start..<end + 1
            if let word = notRegions.match(words, before: name.upperBound, floor: start), !isOwnName(words, name, word.length) { return nil }
            if townships.contains(words[end]), !opensPlan(words, end + 1) { continue }
            return name.upperBound
        }
        return nil
    }

    /// 东湖区, 岚山区: one character before 湖区 or 山区 is a name; 主城区 is none.
    private static func isOwnName(_ words: [Character16], _ name: Range<Int>, _ length: Int) -> Bool {
        length == 2 && name.count == 3 && [0x6E56, 0x5C71].contains(words[name.upperBound - 2])
    }

    /// A township is one where its plan or its office follows: 石桥镇2026年, not 新型城镇化.
    private static func opensPlan(_ words: [Character16], _ index: Int) -> Bool {
        guard index < words.count else { return true }
        return words[index].isDigit || [0x201C, 0x4EBA, 0x5173, 0x515A].contains(words[index])  // “ 人(民政府) 关(于) 党
    }

    /// A township has no level of those that plans have.
    private static func level(_ name: String, suffix: Character16) -> DocumentFacts.Level? {
        if townships.contains(suffix) { return nil }
        if municipalities.contains(name) { return .province }
        switch suffix {
        case 0x7701: return .province  // 省
        case 0x5E02, 0x5DDE, 0x76DF: return .city  // 市 州 盟
        default: return name.hasSuffix("自治区") || name.hasSuffix("行政区") ? .province : name.hasSuffix("地区") ? .city : .county
        }
    }

    private static func string(_ words: ArraySlice<Character16>) -> String {
        String(String.UnicodeScalarView(words.compactMap { Unicode.Scalar($0) }))
    }

    private static let municipalities: Set<String> = ["北京市", "天津市", "上海市", "重庆市"]

    private static func set(_ characters: String) -> BitMap {
        var map = BitMap()
        for character in folded(characters) { map.insert(character) }
        return map
    }

    private static let suffixes = set("省市县区旗州盟镇乡")
    private static let townships = set("镇乡")
    private static let noStarts = set("全我本各关印该市县区省")
    /// Words that end like a region and are none.
    private static let notRegions = Phrases<Bool>(
        "社区 园区 城区 山区 景区 示范区 开发区 高新区 试验区 保护区 片区 库区 农牧区 牧区 林区 矿区 校区 厂区 街区 超市 城市 都市 上市 跨市 工业区 经济区 功能区 先行区 引领区 集聚区 灾区 湖区 城乡社区 地市 毗邻地区 城镇 乡镇 村镇 小镇 古镇 集镇 城乡", true)
    private static let longNames = Phrases<Bool>(
        """
        内蒙古自治区 广西壮族自治区 西藏自治区 宁夏回族自治区 新疆维吾尔自治区 香港特别行政区 澳门特别行政区 石柱土家族自治县 秀山土家族苗族自治县 酉阳土家族苗族自治县
        彭水苗族土家族自治县 延边朝鲜族自治州 恩施土家族苗族自治州 湘西土家族苗族自治州 黔东南苗族侗族自治州 黔南布依族苗族自治州 黔西南布依族苗族自治州
        """, true)

    private static let codes: [String: String] = {
        var codes: [String: String] = [:]
        for entry in table.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            codes[String(entry.dropFirst(6))] = String(entry.prefix(6))
        }
        return codes
    }()

    /// The names whose codes are known, with the name as the value.
    static let known: Phrases<String> = Phrases(codes.keys.sorted().map { ($0, $0) })

    private static let table = """
        110000北京市 120000天津市 130000河北省 140000山西省 150000内蒙古自治区 210000辽宁省 220000吉林省 230000黑龙江省 310000上海市 320000江苏省 330000浙江省
        340000安徽省 350000福建省 360000江西省 370000山东省 410000河南省 420000湖北省 430000湖南省 440000广东省 450000广西壮族自治区 460000海南省 500000重庆市
        510000四川省 520000贵州省 530000云南省 540000西藏自治区 610000陕西省 620000甘肃省 630000青海省 640000宁夏回族自治区 650000新疆维吾尔自治区 710000台湾省
        810000香港特别行政区 820000澳门特别行政区
        500101万州区 500102涪陵区 500103渝中区 500104大渡口区 500105江北区 500106沙坪坝区 500107九龙坡区 500108南岸区 500109北碚区 500110綦江区 500111大足区
        500112渝北区 500113巴南区 500114黔江区 500115长寿区 500116江津区 500117合川区 500118永川区 500119南川区 500120璧山区 500151铜梁区 500152潼南区
        500153荣昌区 500154开州区 500155梁平区 500156武隆区 500229城口县 500230丰都县 500231垫江县 500233忠县 500235云阳县 500236奉节县 500237巫山县
        500238巫溪县 500240石柱土家族自治县 500241秀山土家族苗族自治县 500242酉阳土家族苗族自治县 500243彭水苗族土家族自治县
        """
}
