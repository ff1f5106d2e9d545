-- The tables of a catalog, made from what was read. USER_ID and MOVIE_ID are BIGINT where every id is a number in its
-- usual spelling, VARCHAR otherwise. The functions on the right of FROM hand over rows that ingest has read and checked.

CREATE TABLE ratings AS
SELECT user_id, movie_id, rating, make_timestamp(time * 1000000) AS rated_at
FROM ratings_read();

CREATE TABLE movies AS
SELECT
  CAST(movie_id AS MOVIE_ID) AS movie_id,
  title,
  CAST(year AS INTEGER) AS year,
  CASE WHEN genres = '' THEN [] ELSE string_split(genres, chr(31)) END AS genres
FROM movies_read()
ORDER BY movie_id;

CREATE TABLE tags AS
SELECT
  CAST(user_id AS USER_ID) AS user_id,
  CAST(movie_id AS MOVIE_ID) AS movie_id,
  tag,
  make_timestamp(time * 1000000) AS tagged_at
FROM tags_read();

CREATE TABLE links AS
SELECT CAST(movie_id AS MOVIE_ID) AS movie_id, imdb_id, tmdb_id
FROM links_read()
ORDER BY movie_id;

CREATE TABLE genome_tags AS
SELECT CAST(tag_id AS INTEGER) AS tag_id, tag
FROM genome_tags_read()
ORDER BY tag_id;

CREATE TABLE genome_scores AS
SELECT CAST(movie_id AS MOVIE_ID) AS movie_id, CAST(tag_id AS INTEGER) AS tag_id, CAST(relevance AS FLOAT) AS relevance
FROM genome_scores_read();

CREATE TABLE texts AS
SELECT
  CAST(movie_id AS MOVIE_ID) AS movie_id,
  overview,
  CASE WHEN keywords = '' THEN [] ELSE string_split(keywords, chr(31)) END AS keywords,
  CASE WHEN directors = '' THEN [] ELSE string_split(directors, chr(31)) END AS directors,
  CASE WHEN actors = '' THEN [] ELSE string_split(actors, chr(31)) END AS actors,
  poster_path,
  CAST(runtime AS INTEGER) AS runtime,
  CAST(released AS DATE) AS released
FROM texts_read()
ORDER BY movie_id;

CREATE TABLE users AS
SELECT CAST(user_id AS USER_ID) AS user_id
ATTRIBUTES
FROM users_read()
GROUP BY ALL
ORDER BY user_id;

CREATE TABLE predefined_splits (split VARCHAR, place INTEGER);

CREATE TABLE predefined_tests AS
SELECT split, CAST(user_id AS USER_ID) AS user_id, CAST(movie_id AS MOVIE_ID) AS movie_id
FROM predefined_tests_read();

-- Rows that are in no other table, as they stood in the source.
CREATE TABLE rejected_rows AS
SELECT file, first_line + line AS line, rule, reason, raw
FROM rejected_read() JOIN parts_read() USING (part)
ORDER BY part, line;

-- Times of ratings that are kept without them.
CREATE TABLE implausible_times AS
SELECT
  file,
  first_line + line AS line,
  CAST(user_id AS USER_ID) AS user_id,
  CAST(movie_id AS MOVIE_ID) AS movie_id,
  rule,
  found
FROM implausible_read() JOIN parts_read() USING (part)
ORDER BY part, line;

CREATE TABLE quality_findings (rule VARCHAR, rows BIGINT, share DOUBLE, example VARCHAR);
