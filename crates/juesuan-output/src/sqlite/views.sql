-- What is asked most. Money is in yuan, names are none that SQL has for itself.

-- Expenditure of a body by function class (类), of the year and of the fiscal appropriation where the year is not printed.
CREATE VIEW v_spending_by_class AS
SELECT d.entity AS body, d.year AS fiscal_year, o.document,
       substr(o.item, 4) AS class, max(o.label) AS class_name,
       max(o.amount_yuan) FILTER (WHERE o.measure = 'expenditure') AS spent_yuan,
       max(o.amount_yuan) FILTER (WHERE o.measure = 'basic')       AS basic_yuan,
       max(o.amount_yuan) FILTER (WHERE o.measure = 'project')     AS project_yuan
FROM observations AS o
JOIN documents AS d ON d.document = o.document
WHERE o.item LIKE 'fn:___'
  AND o."table" = (SELECT min(t."table") FROM tables AS t
                   WHERE t.document = o.document AND t."table" IN ('Z03', 'Z05'))
GROUP BY d.entity, d.year, o.document, o.item
HAVING spent_yuan IS NOT NULL;

-- 三公 by body, budget and final accounts beside each other.
CREATE VIEW v_three_public AS
SELECT d.entity AS body, d.year AS fiscal_year, o.document, substr(o.item, 14) AS part,
       max(o.amount_yuan) FILTER (WHERE o.measure = 'budget') AS budget_yuan,
       max(o.amount_yuan) FILTER (WHERE o.measure = 'final')  AS final_yuan
FROM observations AS o
JOIN documents AS d ON d.document = o.document
WHERE o."table" = 'Z09' AND o.item LIKE 'three\_public:%' ESCAPE '\'
GROUP BY d.entity, d.year, o.document, o.item;

-- Budget against final accounts: forms that print both, and programmes.
CREATE VIEW v_budget_vs_final AS
SELECT d.entity AS body, d.year AS fiscal_year, o.document, o."table" AS form, o.item AS subject, max(o.label) AS subject_name,
       max(o.amount_yuan) FILTER (WHERE o.measure = 'budget') AS budget_yuan,
       max(o.amount_yuan) FILTER (WHERE o.measure = 'final')  AS final_yuan
FROM observations AS o
JOIN documents AS d ON d.document = o.document
WHERE o.item IS NOT NULL AND o.measure IN ('budget', 'final')
GROUP BY d.entity, d.year, o.document, o."table", o.item
HAVING budget_yuan IS NOT NULL AND final_yuan IS NOT NULL
UNION ALL
SELECT d.entity, d.year, p.document, p.kind, p.programme, p.programme,
       p.budget_adjusted * u.factor, p.executed * u.factor
FROM programmes AS p
JOIN documents AS d ON d.document = p.document
JOIN (SELECT '元' AS unit, 1 AS factor UNION ALL SELECT '千元', 1000 UNION ALL SELECT '万元', 10000
      UNION ALL SELECT '百万元', 1000000 UNION ALL SELECT '亿元', 100000000) AS u ON u.unit = p.unit
WHERE p.source = 'report' AND p.budget_adjusted IS NOT NULL AND p.executed IS NOT NULL;

-- Programmes that were graded below 80 points.
CREATE VIEW v_low_programmes AS
SELECT d.entity AS body, d.year AS fiscal_year, p.document, p.programme, p.kind,
       p.total_score, p.grade, p.rate AS execution_rate, p.line
FROM programmes AS p
JOIN documents AS d ON d.document = p.document
WHERE p.source = 'report' AND p.total_score < 80;

-- Figures that were not read and may be part of the accounts.
CREATE VIEW v_lost AS
SELECT d.entity AS body, d.year AS fiscal_year, u.document, u.line, u.text AS figure, u.reason
FROM unread AS u
JOIN documents AS d ON d.document = u.document
WHERE u.lost = 'true';

CREATE VIEW v_lost_by_document AS
SELECT d.document, d.entity AS body, d.year AS fiscal_year, d.numbers, d.numbers_read, d.lost AS lost_figures
FROM documents AS d
WHERE d.lost > 0;

-- The first column of an observation that SQL has for itself, under names that it has not.
CREATE VIEW v_observations AS
SELECT document, "table" AS form, row_no, code, label, "column" AS heads, value, value_printed, unit, amount_yuan,
       line, page, start AS first_byte, "end" AS end_byte, item, measure, certainty
FROM observations;

CREATE VIRTUAL TABLE section_text USING fts5 (
  document UNINDEXED, line UNINDEXED, title, body, tokenize = 'trigram'
);
