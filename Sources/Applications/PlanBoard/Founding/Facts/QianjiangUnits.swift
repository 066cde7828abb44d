// Facts of the plan of Qianjiang, in our own words; a table with tabs between its columns.
extension FactTable {
    static let qianjiangUnits = FactTable(
        #"""
        id	name	kind	basis
        qj-government	重庆市黔江区人民政府	department	stated
        qj-science	区科技局	department	stated
        qj-zhengyang-park	正阳工业园区管委会	park	stated
        qj-leading-group	区科技工作领导小组	department	stated
        qj-economy	区经济信息委	department	implied
        qj-agriculture	区农业农村委	department	implied
        qj-commerce	区商务委	department	implied
        qj-culture-tourism	区文化旅游委	department	implied
        qj-health	区卫生健康委	department	implied
        qj-education	区教委	department	implied
        qj-ecology	区生态环境局	department	implied
        qj-emergency	区应急局	department	implied
        qj-justice	区司法局	department	implied
        qj-human-resources	区人力社保局	department	implied
        qj-talent	区委组织部	department	implied
        qj-finance	区财政局	department	implied
        qj-market	区市场监管局	department	implied
        qj-tax	区税务局	department	implied
        qj-development	区发展改革委	department	implied
        qj-statistics	区统计局	department	implied
        qj-transport	区交通局	department	implied
        qj-big-data	区大数据发展局	department	implied
        qj-science-association	区科协	department	implied
        qj-pharma-kerui	科瑞南海制药	enterprise	stated
        qj-liujiu	六九畜牧公司	enterprise	stated
        qj-hualu	中国华录集团	enterprise	stated
        qj-sanlei	三磊集团	enterprise	stated
        qj-jinghongyuan	京宏源铝业	enterprise	stated
        qj-wuling-silicon	武陵硅业	enterprise	stated
        qj-qianyong-silicon	黔永硅业	enterprise	stated
        qj-shuanghe-silk	双河丝绸	enterprise	stated
        qj-haitong-silk	海通丝绸	enterprise	stated
        qj-tobacco	黔江卷烟厂	enterprise	stated
        qj-apengji	阿蓬记	enterprise	stated
        qj-pengjiang	蓬江食品	enterprise	stated
        qj-incubator	黔江科技企业孵化基地	enterprise	stated
        qj-food-drug-institute	黔江食药检所	institute	stated
        qj-tourism-college	重庆旅游职业学院	institute	stated
        qj-trade-college	重庆经贸职业学院	institute	stated
        qj-sericulture-branch	重庆蚕科院黔江分院	institute	stated
        qj-central-hospital	黔江中心医院	institute	stated
        qj-children-hospital	黔江儿童医院	institute	stated
        qj-minzu-hospital	民族医院	institute	stated
        qj-southwest-university	西南大学	institute	stated
        qj-chongqing-university	重庆大学	institute	stated
        qj-wuhan-ust	武汉科技大学	institute	stated
        qj-borui	武汉波睿达公司	enterprise	stated
        qj-chongqing-hitech	重庆高新区	park	stated
        """#)
}
