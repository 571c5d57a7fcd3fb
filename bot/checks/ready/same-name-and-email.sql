-- name: Same name and e-mail address
-- looks for: clients whose name and e-mail address are the same but for case, spaces and punctuation
-- severity: stop
-- keys: plain_name, plain_email
--
-- Wants a table or view `clients` with the columns firm, client_id, name, email, all of them text. If
-- yours are named otherwise, create such a view, or copy this file under its own name into the folder of
-- `checks.folder` and change it there: severity to advise, say, where families share an address.
SELECT nullif(replace(replace(replace(replace(lower(name), '.', ''), ',', ''), '-', ''), ' ', ''), '') AS plain_name,
       nullif(lower(trim(email)), '') AS plain_email,
       client_id, name, email
FROM clients
WHERE firm = :firm
