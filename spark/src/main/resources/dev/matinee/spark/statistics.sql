-- What the ratings of each WHO look like, as in the catalog. The deviation is the sample's, missing for one rating, and rounded
-- so that it does not depend on the order in which ratings are added up.
SELECT
  WHO_id,
  count(*) AS total_ratings,
  avg(rating) AS avg_rating,
  CASE WHEN count(*) > 1 THEN round(stddev_samp(rating), 10) END AS std_rating,
  min(rating) AS min_rating,
  max(rating) AS max_rating,
  count(*) AS unique_OTHERS,
  CAST(min(rated_at) AS DATE) AS first_rating_date,
  CAST(max(rated_at) AS DATE) AS last_rating_date,
  CAST(date_diff(CAST(max(rated_at) AS DATE), CAST(min(rated_at) AS DATE)) AS BIGINT) AS activity_days
FROM ratings
GROUP BY WHO_id
