/// The vocabulary of targets: which words announce one, state one, or take one back.
enum TargetWords {
    /// Says that a quantity is reached: “……达到80家”. The value is the comparison it carries, if any.
    static let predicates = Phrases<Comparison?>([
        (
            """
            达到 达 实现 为 提高到 提高至 提升到 提升至 增加到 增加至 增长到 增长至 扩大到 扩大至 下降到 下降至 降到 降至 降低到 降低至 减少到 减少至 缩短到 缩短至 缩短为 压缩到 压缩至 压减到 压减至 缩小到 缩小至 收窄到 收窄至
            稳定在 保持在 维持在 控制在 控制到 力争达到 力争实现 争取达到 达成 上升到 上升至 发展到 累计达到 累计达 规模达 合计 总计 共计 共有 达至 发展至 拓展到 拓展至 壮大到 回升到 恢复到 延长到 延长至 推广到 集聚 有
            """, nil
        ),
        ("突破 超过 超 逾 高于 大于 多于 力争突破 力争超过 达到或超过 跨越 迈上 越过", .over),
        ("不低于 不少于 不小于 至少达到 至少 达到不低于 最低达到 保持在不低于", .atLeast),
        ("不超过 不高于 不大于 不多于 控制在不超过 至多", .atMost), ("低于 少于 小于 降至不足", .under), ("约 约为 达到约 约达 大约 接近 近 达到近 达近 力争接近", .about),
        ("过 已超 超出", .over),
    ])

    /// Says how much something changes: the value is a change, not a level.
    static let changes = Phrases<Direction>([
        (
            "年均增长 年均递增 年均增加 年均增速 年均增幅 年均提高 年均提升 年增长 年均增长率 年均增速达到 年均增长达到 年均增速保持在 增长 增幅 增速 提高 提升 增加 上升 增长率 同比增长 累计增长 递增 扩大 增长速度 增产 增收 增速达到 年均扩大 累计提高 增长超过 年均增长超过 增长保持在 年均增长保持在 年均增速超过 增速保持在 年均增速高于 增长不低于 年均增长不低于 年均增速不低于 增长达到 年均增速为 提高约 增长约 年均增长约 年均增速约 提升约",
            .up
        ),
        ("年均下降 年均降低 年均减少 下降 降低 减少 缩减 压减 削减 降幅 累计下降 累计降低 减量 缩短 压缩 节约 下降率 减排 累计减少 下降超过 降低超过 下降不低于 降低不低于 减少不低于 下降约 降低约", .down),
    ])

    /// Verbs of getting: with a number they state what is to be had. “培育科技型企业150家”.
    static let goals = Phrases<Bool>(
        """
        培育 建设 建成 新增 新建 引进 打造 创建 认定 推广 选育 完成 实现 培养 引育 新培育 累计培育 培训 选派 选聘 招引 建立 组建 设立 形成 发展 创办 孵化 扶持 支持 改造 改建 扩建 改扩建 实施 布局 组织 举办 开展 培育认定 评选 制定 制订 编制 修订 申报 申请 争创 争取
        授权 登记 开发 研发 转化 突破 攻克 攻关 推出 遴选 选树 树立 命名 创成 获批 落地 推进 推动 启动 开通 安装 部署 配备 配置 购置 更新 升级 整治 治理 修复 绿化 营造 造林 种植 栽植 养殖 出栏 生产 建好 储备 谋划 壮大 聚集 集聚 吸引 引入 招引落地
        签约 招聘 补充 增设 增加 覆盖 服务 接入 上线 汇聚 归集 共享 开放 整合 新改建 新(改)建 改(扩)建 新(扩)建 建设改造 新改扩建 减少 淘汰 关闭 拆除 搬迁 安置 带动 惠及 发放 投放 投入 筹集 撬动 融资 兑现 建成投用 建成投产 竣工 投运 投用 建成开通 建设开通
        引导 入库 达产 供应 提供 创造 培植 入选 征集 发布 打通 举办 承办 储备 输送 新引进 新认定 新设立 新开工 转移 吸纳 解决 改良 保护 划定 完善 充实 轮训 普及 引培 育成 孕育 落户 新发展 新设 更换 铺设 提升 提质 改善 拓展 构建 派驻 派遣 抽检 检测 排查 销号 化解 新增建设 累计建成 累计建设 累计培训 累计完成 累计引进 累计新增 每年培训 落实 搭建 选出 推选 推荐 表彰 资助 奖励 新创建 新打造 评定 验收 立项 承担 实施完成 培强 做强 新招引 签订 取得 获得 新获 配套 新布局 盘活 布设 配齐 建好 设置 规划建设 实行 新建改建
        """, true)

    /// What a strong verb before a name makes of the name: something that exists already, not a target.
    static let references = Phrases<Bool>("依托 围绕 利用 借助 现有 已有 原有 针对 按照 根据 依据 参照 全部 所有 上述 前述 其余 每个 每家 每项 每人 单个 单项 平均每 相比 相当于", true)
    /// The same in one character, which counts only where a clause begins with it.
    static let openings = Phrases<Bool>("由 以 从 比 较 对 在", true)

    private static let joins = Phrases<Bool>("以及", true)

    static func isReference(_ characters: [Character16], _ range: Range<Int>) -> Bool {
        references.occurs(in: characters, range)
            || openings.match(characters, at: range.lowerBound, limit: range.upperBound) != nil && !joins.occurs(in: characters, range.prefix(2))
    }

    /// Sentences about support given, rules and conditions: their numbers are no targets.
    static let rules = Phrases<Bool>(
        """
        给予 奖励 奖补 补助 补贴 资助 一次性 最高不超过 罚款 处以 税率 贴息 按比例 补偿 单户 每户 给与 兑现奖励 减按 加计扣除 周岁 工作日内 个工作日 服务热线 电话 注册资本
        """, true)

    /// Past: 了, 已, 截至.
    static let past = Phrases<Bool>("已 先后 截至 截止 以来 获批 荣获 同比 位居 居全 排名 位列 累计已 年均增长了 分别增长了 首次 过去 五年来 五年间", true)

    /// A sentence that looks ahead even in a chapter on the past.
    static let future = Phrases<Bool>("力争 争取 到 将 计划 确保 目标 规划", true)

    /// Words before a name that do not belong to it.
    static let leads = Phrases<Lead>([
        (
            """
            并 且 将 使 使得 让 其中 其中: 同时 进一步 不断 持续 稳步 逐步 显著 大幅 基本 全面 力争 确保 争取 努力 推动 推进 促进 带动 实现 完成 保持 预计 计划 规划 初步 着力 加快 大力 积极 至少 平均 总体 整体 全部 各类 各级 以及 和 与 及 或 而 要 即 为 是 共 共计 总计 合计 约 近
            全区 全县 全市 全省 全州 全盟 全旗 全域 区内 县内 市内 省内 我区 我县 我市 我省 本区 本县 本市 辖区 区域内 全镇 全乡 县域 区域 在 于 以 年 底 末 时 期间 内 前 再 又 还 每年 年度 有效 有力 有序 切实 深入 广泛 重点 推动实现 力争实现 确保实现 争取实现 到 至 该 通过 经过 使全县 使全区 使全市 的 ；
            当地 现有 的基础上 基础上 支持 鼓励 引导 组织 动员 依法 统筹 降低 加强 强化 健全 完善 开展 做好 抓好 健全完善 主动 推行 严格 依托 面向 围绕 针对 立足 聚焦 实行 建立健全 探索 促使 有望 定期 另 此外 按照 达到 建成 培育 打造 建设 形成 新建 引进 创建 举办 实施 组建 设立 选派 培养 壮大 推广 制定 认定 突破
            """, .plain
        ),
        ("三年 五年 四年 两年 五年内 三年内 三年累计 五年累计 四年累计 累计 新增 累计新增 新增加 累计完成 累计实现 累计培育 累计建成 累计引进 新培育 新引进 新认定 五年累计", .cumulative),
    ])

    enum Lead: Sendable { case plain, cumulative }

    /// Words after a name that do not belong to it.
    static let trails = Phrases<Lead>([
        (
            "力争 将 要 均 都 分别 预计 稳定 保持 有望 基本 全部 至少 不断 力争达到 确保 争取 总共 共 各 应 需 一律 全面 显著 进一步 力争在 努力 大幅 逐步 持续 平均 年均 每年 已 也 再 计划 的 更 稳步 仍 数目 等 力争在 达到 以 年 左右 达 普遍 总体 在 须 必须 就 又 还 同比 并 且 再次 年内 均要 将会 要求 规划 控制 总数要 目标 目标为 约 近 超",
            .plain
        ),
        ("累计 新增 新增加 累计将 五年 四年 三年 两年 五年累计 三年累计", .cumulative),
    ])

    /// Heads of names without which 的 does not part a modifier from its noun: 投入占地区生产总值的比重.
    static let genericHeads = Phrases<Bool>("比重 比例 比率 数量 规模 份额 贡献率 覆盖率 占比 总量 总数 增速 水平 比值 数 率 面积 人数 时间 次数 总额 金额 能力 产值 产量 收入 强度 指数 得分 排名 浓度 投资 贡献 利用率 满意度", true)

    /// 每年, 年均: the target holds for each year.
    static let yearly = Phrases<Bool>("每年 逐年 年均 每年度 年度内 每年不少于 每年至少", true)

    /// Names that stand for money spent on one thing, and other quantities that no plan steers by.
    static let noNames = Phrases<Bool>(
        "总投资 计划投资 估算投资 概算投资 投资估算 占地 占地面积 建筑面积 总建筑面积 注册资金 注册资本 项目投资 计划总投资 规划面积 规划用地 建设周期 实施周期 预算 投资 面积 全长 总长 长度 建设期 概算 用地面积 海拔 辖区面积 幅员面积 户籍人口 资金 投入资金 引导资金 补助资金",
        true)
}

/// 百姓 do not steer by these: a few units are never counted in targets of prose unless a predicate says so.
enum Tense { case target, past }
