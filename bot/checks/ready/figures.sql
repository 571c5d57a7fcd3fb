-- Shown before and after the import, as the columns are called here. Wants a table or view `clients` with the
-- columns firm and ar; one that is named otherwise is asked by a file figures.sql of your own, in the folder
-- of `checks.folder`.
SELECT count(*) AS clients,
       round(sum(CAST(nullif(trim(CAST(ar AS text)), '') AS numeric)), 2) AS "AR"
FROM clients
WHERE firm = :firm
