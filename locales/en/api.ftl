### What the API says beside a machine-readable refusal, for whoever writes the program.

api-not-logged-in = Send a valid token: “Authorization: Bearer …”. There was none, or it is unknown, expired or revoked.
api-reads-only = This token only reads. To change anything, use one of scope “write”.
api-not-found = There is nothing at this address, or it is not yours to know of.
api-too-early = It is too early. It can be done from { $day }.
api-method-not-allowed = This address does not take that method. “Allow” says which it takes.
api-unsupported-media-type = Send the body as JSON, with “Content-Type: application/json”.
api-too-large = The body is too large. At most { $kib } KiB are read.
api-fields = Nothing was done. { $fields }
api-wrong-too-long = It is too long.
api-wrong-out-of-range = The value is outside the allowed range.
api-wrong-unknown = There is no such thing.
api-wrong-not-a-day = Write a day between 1900 and 2199, like 2026-11-23.
api-wrong-not-approver = That person cannot receive it.
api-wrong-unknown-field = There is no field of that name.
api-wrong-unknown-parameter = There is no parameter of that name at this address.
api-wrong-repeated = It was sent twice.
api-wrong-not-a-boolean = Write true or false.
api-wrong-not-a-list = Write a list.
api-wrong-not-an-object = Write a JSON object.
api-wrong-not-both = Send either “requirement” or “requirements”.
api-wrong-key = Send 1 to { $max } printable ASCII characters without space.
api-wrong-not-json = This is not valid JSON from line { $line }, column { $column } onwards.
api-wrong-too-large = The file is too large.
api-wrong-too-many = There are as many as there can be.
api-wrong-too-many-days = The period is too long.
api-wrong-not-a-string = Send a string.
