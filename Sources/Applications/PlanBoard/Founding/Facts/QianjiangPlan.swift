// Facts of the plan of Qianjiang, in our own words; a table with tabs between its columns.
extension FactTable {
    static let qianjiangPlan = FactTable(
        #"""
        region	title	level	issuer	document_number	date	period_from	period_to	goal	drafting_unit	drafting_unit_basis
        500114	黔江区科技创新“十四五”规划	区县	重庆市黔江区人民政府		2022-05-11	2021	2025	2025年把黔江初步建成渝东南的科技创新中心，研发强度到2%，高企80家、科技型企业600家；2035年创新水平达到全市平均。	区科技局	implied
        """#)
}
