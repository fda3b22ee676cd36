//! Words in both languages for what the data package knows by key.

use juesuan_model::{CheckStatus, FindingKind, ReportKind, Severity, TableKind};

/// A word in Chinese and English.
pub(crate) type Word = (&'static str, &'static str);

pub(crate) const fn severity(severity: Severity) -> Word {
    match severity {
        Severity::Error => ("错误", "Error"),
        Severity::Warning => ("警告", "Warning"),
        Severity::Info => ("提示", "Info"),
    }
}

pub(crate) const fn finding_kind(kind: FindingKind) -> Word {
    match kind {
        FindingKind::Sum => ("合计", "Sum"),
        FindingKind::CrossTable => ("表间", "Between tables"),
        FindingKind::TableVsText => ("表与文", "Table against text"),
        FindingKind::TextVsText => ("文与文", "Text against text"),
        FindingKind::Percent => ("百分比", "Percentage"),
        FindingKind::Unit => ("单位", "Unit"),
        FindingKind::Rounding => ("四舍五入", "Rounding"),
        FindingKind::Range => ("取值范围", "Range"),
        FindingKind::TotalScore => ("总分", "Total score"),
        FindingKind::Missing => ("缺失", "Missing"),
        FindingKind::Duplicate => ("重复", "Duplicate"),
        FindingKind::Truncated => ("截断", "Cut off"),
        FindingKind::Name => ("名称", "Name"),
    }
}

pub(crate) const fn check_status(status: CheckStatus) -> Word {
    match status {
        CheckStatus::Pass => ("通过", "Pass"),
        CheckStatus::Finding => ("有问题", "Findings"),
        CheckStatus::NotApplicable => ("不适用", "Not applicable"),
        CheckStatus::InsufficientData => ("数据不足", "Insufficient data"),
    }
}

pub(crate) const fn table_kind(kind: TableKind) -> Word {
    match kind {
        TableKind::Statement => ("法定报表", "Statutory"),
        TableKind::Budget => ("部门预算", "Budget"),
        TableKind::BudgetUse => ("预算执行", "Budget use"),
        TableKind::Management => ("资金管理", "Management"),
        TableKind::Score => ("自评评分", "Scores"),
        TableKind::Target => ("绩效目标", "Targets"),
        TableKind::Summary => ("自评汇总", "Summary"),
        TableKind::Overall => ("总体得分", "Overall score"),
        TableKind::Disclosure => ("其他公开事项", "Other disclosures"),
        TableKind::Other => ("其他", "Other"),
    }
}

pub(crate) const fn report_kind(kind: ReportKind) -> Word {
    match kind {
        ReportKind::DepartmentAccounts => ("部门决算", "Department accounts"),
        ReportKind::UnitAccounts => ("单位决算", "Unit accounts"),
        ReportKind::PerformanceReport => ("绩效自评报告", "Performance report"),
        ReportKind::Budget => ("预算", "Budget"),
        ReportKind::Excerpt => ("摘录", "Excerpt"),
        ReportKind::Other => ("其他", "Other"),
    }
}
