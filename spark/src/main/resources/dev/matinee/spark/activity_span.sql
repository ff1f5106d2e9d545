-- How long users stay: days from the first to the last rating.
SELECT span, n, 100D * n / sum(n) OVER () AS share
FROM (
  SELECT CASE WHEN activity_days = 0 THEN 'one day' WHEN activity_days <= 7 THEN 'a week' WHEN activity_days <= 30 THEN 'a month'
      WHEN activity_days <= 365 THEN 'a year' WHEN activity_days <= 1826 THEN 'five years' ELSE 'longer' END AS span,
    count(*) AS n, min(activity_days) AS least
  FROM user_statistics WHERE activity_days IS NOT NULL GROUP BY 1
)
ORDER BY least
