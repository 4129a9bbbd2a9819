namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>A bound value: Snowflake's type name (<c>FIXED</c>, <c>REAL</c>, <c>TEXT</c>, <c>BOOLEAN</c>, <c>TIMESTAMP_NTZ</c>, ...) and its text.</summary>
internal readonly record struct SqlBinding(string Type, string? Value);
