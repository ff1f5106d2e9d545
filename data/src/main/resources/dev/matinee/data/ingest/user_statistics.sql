-- What each user's ratings look like. The deviation is the sample's, missing for one rating, and rounded so that it does
-- not depend on the order in which ratings are added up.
CREATE TABLE user_statistics AS
SELECT
  user_id,
  count(*) AS total_ratings,
  avg(rating) AS avg_rating,
  round(stddev_samp(rating), 10) AS std_rating,
  min(rating) AS min_rating,
  max(rating) AS max_rating,
  count(*) AS unique_movies,
  CAST(min(rated_at) AS DATE) AS first_rating_date,
  CAST(max(rated_at) AS DATE) AS last_rating_date,
  date_diff('day', CAST(min(rated_at) AS DATE), CAST(max(rated_at) AS DATE)) AS activity_days
FROM ratings
GROUP BY user_id
ORDER BY user_id;
