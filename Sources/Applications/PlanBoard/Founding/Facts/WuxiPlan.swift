// Facts of the plan of Wuxi, in our own words; a table with tabs between its columns.
extension FactTable {
    static let wuxiPlan = FactTable(
        #"""
        region	title	level	issuer	document_number	date	period_from	period_to	goal	drafting_unit	drafting_unit_basis
        500238	巫溪县科技创新“十四五”规划	区县	巫溪县人民政府		2022-03-09	2021	2025	2025年搭起面向渝东北三峡库区的创新成果应用示范区框架，科技投入逐年增长，平台、企业、专利数量提高；2035年示范区初步成型。	巫溪县科技局	implied
        """#)
}
