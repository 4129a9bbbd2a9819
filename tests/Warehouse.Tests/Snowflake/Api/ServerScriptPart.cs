namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>A statement and where it begins: lines from 1, positions from 0.</summary>
internal sealed record ServerScriptPart(string Statement, int Line, int Position);
