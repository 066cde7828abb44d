// Facts of the plan of Wuxi, in our own words; a table with tabs between its columns.
extension FactTable {
    static let wuxiUnits = FactTable(
        #"""
        id	name	kind	basis
        wx-government	巫溪县人民政府	department	stated
        wx-science	县科技局	department	stated
        wx-economy	县经济信息委	department	stated
        wx-agriculture	县农业农村委	department	stated
        wx-forestry	县林业局	department	stated
        wx-planning-resources	县规划自然资源局	department	stated
        wx-discipline	县纪委监委	department	stated
        wx-audit	县审计局	department	stated
        wx-statistics	县统计局	department	stated
        wx-finance	县财政局	department	implied
        wx-education	县教委	department	implied
        wx-human-resources	县人力社保局	department	implied
        wx-talent	县委组织部	department	implied
        wx-health	县卫生健康委	department	implied
        wx-culture-tourism	县文化旅游委	department	implied
        wx-ecology	县生态环境局	department	implied
        wx-water	县水利局	department	implied
        wx-commerce	县商务委	department	implied
        wx-transport	县交通局	department	implied
        wx-civil-affairs	县民政局	department	implied
        wx-market	县市场监管局	department	implied
        wx-development	县发展改革委	department	implied
        wx-emergency	县应急局	department	implied
        wx-housing	县住房城乡建委	department	implied
        wx-tax	县税务局	department	implied
        wx-science-association	县科协	department	implied
        wx-park	巫溪县工业园区管委会	park	implied
        wx-tangfang	塘坊镇	township	stated
        wx-gulu	古路镇	township	stated
        wx-chaoyang	朝阳镇	township	stated
        wx-wenfeng	文峰镇	township	stated
        wx-jianshan	尖山镇	township	stated
        wx-southwest-university	西南大学	institute	stated
        wx-forestry-academy	重庆市林业科学研究院	institute	stated
        wx-agriculture-academy	重庆市农业科学院	institute	stated
        wx-dizhiguang	北京地之光新能源技术研究院有限公司	enterprise	stated
        wx-incubator	网联天下科技企业孵化器	enterprise	stated
        wx-potato-centre	巫溪县马铃薯脱毒种薯研发中心	institute	stated
        wx-forestry-courtyard	巫溪县林业科技专家大院	institute	stated
        """#)
}
