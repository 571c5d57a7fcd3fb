-- name: Same tax or external id
-- looks for: clients that share a tax id or an external id
-- severity: stop
-- keys: shared, value
-- mask: value
-- tested: SELECT count(*) FROM clients WHERE firm = :firm AND coalesce(nullif(trim(tax_id), ''), nullif(trim(external_id), '')) IS NOT NULL
--
-- Wants a table or view `clients` with the columns firm, client_id, name, email, tax_id, external_id, all
-- of them text. If yours are named otherwise, create such a view, or copy this file under its own name
-- into the folder of `checks.folder` and change it there. What stands in a comment above is documented in
-- bot/checks/query.py. Two clients that share both ids are two groups, one for each id.
SELECT 'tax id' AS shared,
       nullif(replace(replace(trim(tax_id), '-', ''), ' ', ''), '') AS value,
       client_id, name, email
FROM clients
WHERE firm = :firm
UNION ALL
SELECT 'external id' AS shared,
       nullif(lower(trim(external_id)), '') AS value,
       client_id, name, email
FROM clients
WHERE firm = :firm
