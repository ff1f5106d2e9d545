-- Ratings month by month; months without any are there with 0.
WITH counted AS (
  SELECT date_trunc('month', rated_at) AS month, count(*) AS n
  FROM ratings WHERE rated_at IS NOT NULL GROUP BY 1
),
months AS (SELECT explode(sequence(min(month), max(month), INTERVAL 1 MONTH)) AS month FROM counted)
SELECT double(unix_millis(month)) AS millis, coalesce(n, 0) AS n FROM months LEFT JOIN counted USING (month) ORDER BY month
