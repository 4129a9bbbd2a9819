namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>A result's column, with Snowflake's own type name in lower case (<c>fixed</c>, <c>text</c>, <c>timestamp_ntz</c>, ...).</summary>
internal sealed record SqlColumn(string Name, string Type, int? Precision, int? Scale, bool Nullable);
